// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.DeploymentException;
import java.io.EOFException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.wlsocket.Failure;
import org.wlsocket.Failure.Reason;
import org.wlsocket.spi.Handshake;

class ConnectFailuresTest {

    private static final Handshake SERVER = ProviderTests.to(URI.create("ws://localhost/"));
    private static final Answer ACCEPTED = new Answer(Answer.SWITCHING_PROTOCOLS, Map.of());

    private static final class HandshakeException extends Exception {
        private static final long serialVersionUID = 1;
    }

    private static Failure after101(Throwable thrown) {
        return ConnectFailures.of(SERVER, thrown, ACCEPTED);
    }

    @Test
    void r4_a_101_that_the_container_refuses_is_an_invalid_handshake() {
        Throwable refused = new DeploymentException("Handshake error.", new HandshakeException());

        assertThat(after101(refused).reason()).isEqualTo(Reason.INVALID_HANDSHAKE);
        assertThat(after101(refused).httpStatus()).hasValue(Answer.SWITCHING_PROTOCOLS);
    }

    @Test
    void r4_an_attempt_that_ends_after_a_good_101_is_no_invalid_handshake() {
        assertThat(after101(new EOFException()).reason()).isEqualTo(Reason.CONNECTION_LOST);
        assertThat(after101(new EOFException()).httpStatus()).isEmpty();
        assertThat(after101(new DeploymentException("Handshake response not received.")).reason())
                .isEqualTo(Reason.TIMED_OUT);
    }

    @Test
    void r4_tomcat_tells_by_the_place_alone_that_the_peer_has_ended_tls() {
        IllegalStateException unexpected = new IllegalStateException("in any language");
        unexpected.setStackTrace(new StackTraceElement[] {
            new StackTraceElement(
                    "org.apache.tomcat.websocket.AsyncChannelWrapperSecure$ReadTask", "run", null, 0)
        });
        Throwable thrown = new DeploymentException("", new ExecutionException(unexpected));

        assertThat(ConnectFailures.of(SERVER, thrown, null).reason()).isEqualTo(Reason.CONNECTION_LOST);
        assertThat(ConnectFailures.of(SERVER, new IllegalStateException(), null).reason())
                .isEqualTo(Reason.OTHER);
    }
}
