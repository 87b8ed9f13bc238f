// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.DeploymentException;
import java.io.EOFException;
import java.net.URI;
import java.util.Map;
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
}
