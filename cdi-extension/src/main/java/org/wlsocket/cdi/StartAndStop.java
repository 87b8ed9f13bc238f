// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import javax.net.ssl.SSLContext;
import org.wlsocket.CredentialsProvider;
import org.wlsocket.NamedSocket;
import org.wlsocket.Readiness;
import org.wlsocket.RetryRule;
import org.wlsocket.spi.SocketProvider;

/**
 * Opens and closes the sockets where {@link SocketsBuildExtension} is at work; see {@link SocketsExtension}.
 */
@Singleton
class StartAndStop {

    private final SocketRuntime runtime;

    @Inject
    StartAndStop(SocketRuntime runtime) {
        this.runtime = runtime;
    }

    /** A container that removes unused beans sees here which ones are looked up later. */
    @Inject
    @SuppressWarnings("UnusedVariable")
    void keep(
            Instance<RequestContextController> controllers,
            Instance<SocketProvider> providers,
            @Any Instance<NamedSocket> sockets,
            @Any Instance<SocketDefinition> definitions,
            @Any Instance<CredentialsProvider> credentials,
            @Any Instance<Readiness> readiness,
            @Any Instance<RetryRule> retryRules,
            @Any Instance<SSLContext> sslContexts) {}

    void prepare(@Observes @Priority(0) Startup event) {
        runtime.prepare();
    }

    void open(@Observes @Priority(Integer.MAX_VALUE) Startup event) {
        runtime.open();
    }

    void stop(@Observes @Priority(SocketRuntime.STOP_PRIORITY) Shutdown event) {
        runtime.stop();
    }

    void stop(
            @Observes @Priority(SocketRuntime.STOP_PRIORITY) @BeforeDestroyed(ApplicationScoped.class)
                    Object event) {
        runtime.stop();
    }
}
