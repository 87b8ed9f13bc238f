// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.containers.quarkus;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import org.wlsocket.Credentials;
import org.wlsocket.CredentialsProvider;
import org.wlsocket.Destination;
import org.wlsocket.Readiness;
import org.wlsocket.Reconnect;
import org.wlsocket.RetryRule;
import org.wlsocket.SocketOptions;
import org.wlsocket.cdi.SocketDefinition;
import org.wlsocket.cdi.SocketName;

/** Beans that nobody injects; Quarkus removes such ones unless somebody looks them up. */
@Dependent
public class KeptBeans {

    @Produces
    @SocketName("kept")
    SocketDefinition definition() {
        Reconnect patient = Reconnect.on().withRuleLimit(Duration.ofSeconds(30));
        SocketOptions options = SocketOptions.defaults().withReconnect(patient);
        return SocketDefinition.of(Destination.of("wss://kept/")).withOptions(options.withAutoConnect(false));
    }

    @Produces
    @SocketName("kept")
    CredentialsProvider credentials() {
        return request -> Credentials.bearer("1");
    }

    @Produces
    @SocketName("kept")
    Readiness readiness() {
        return preparation -> CompletableFuture.completedFuture(preparation.send("log in"));
    }

    @Produces
    @SocketName("kept")
    RetryRule retryRule() {
        return end -> RetryRule.Verdict.STOP;
    }

    @Produces
    @SocketName("kept")
    SSLContext sslContext() throws NoSuchAlgorithmException {
        return SSLContext.getDefault();
    }
}
