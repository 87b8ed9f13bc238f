// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;

/**
 * The contract as tests once more, over {@code wss:}: a container often reads, writes and ends a connection
 * in another way when there is TLS in between. A provider passes with a subclass as that of
 * {@link SocketContract}, and with the same limits.
 *
 * <p>During each test the default TLS context of this JVM trusts {@link TestCertificates#authority} alone.
 *
 * <p>Left out are the groups of {@link SocketContract} that say themselves what is TLS and what is not, or
 * that end before it: whom to trust, proxies, and what is compressed, which is the same to TLS.
 */
@SuppressWarnings("NullAway.Init")
public abstract class SecureSocketContract extends ContractSuite {

    private SSLContext before;

    @Override
    final ScriptedServerBuilder serverBuilder() {
        return ScriptedServer.builder().tls(TestCertificates.localhost().serverContext());
    }

    @BeforeEach
    void trust_the_peers_of_the_tests() throws NoSuchAlgorithmException {
        before = SSLContext.getDefault();
        SSLContext.setDefault(TestCertificates.clientContext());
    }

    @AfterEach
    void trust_as_before() {
        SSLContext.setDefault(before);
    }

    @Nested
    class TlsEnds extends TlsEndContract {
        TlsEnds() {
            super(SecureSocketContract.this);
        }
    }
}
