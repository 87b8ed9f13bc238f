// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.wlsocket.Destination;
import org.wlsocket.Failure;
import org.wlsocket.NamedSocket;
import org.wlsocket.NamedSocketException;
import org.wlsocket.SocketEvent;
import org.wlsocket.SocketOptions;
import org.wlsocket.Sockets;
import org.wlsocket.spi.SocketProvider;

/** Silence before a link is open. */
abstract class ConnectSilence {

    static final Duration LIMIT = Duration.ofMillis(500);

    /**
     * For the first start of a container too, on a machine that does other things. With a limit less than the
     * 10 s of those that are not set here.
     */
    static final Duration SLACK = Duration.ofSeconds(9);

    final EventRecorder events = new EventRecorder();
    final SocketOptions options =
            SocketOptions.defaults().withWriteLimit(LIMIT).withCloseLimit(LIMIT);

    /** {@return a new provider} */
    protected abstract SocketProvider provider();

    @AfterEach
    void each_link_has_ended_and_nothing_else_happened() {
        events.awaitGrammar();
        events.assertNothingMore();
    }

    final Sockets sockets() {
        return Sockets.builder().provider(provider()).drainLimit(LIMIT).build();
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux drops the SYN when a backlog is full")
    void e6_silence_after_the_syn() throws Exception {
        try (SilentAcceptor server = SilentAcceptor.start();
                Sockets sockets = sockets()) {
            assertConnectEnds(sockets, server.uri("/").toString());
        }
    }

    @Test
    void e6_silence_after_the_tcp_connection() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(Script.handsOff());
                Sockets sockets = sockets()) {
            assertConnectEnds(sockets, server.uri("/").toString());
            server.awaitLive(0, Patience.LIMIT);
        }
    }

    @Test
    void e6_silence_in_the_tls_handshake() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(Script.handsOff());
                Sockets sockets = sockets()) {
            assertConnectEnds(sockets, "wss://127.0.0.1:" + server.port() + "/");
            server.awaitLive(0, Patience.LIMIT);
        }
    }

    @Test
    void e6_silence_before_the_answer_to_the_upgrade() throws Exception {
        Script script = connection -> {
            connection.readRequest();
            connection.awaitGone();
        };
        try (ScriptedServer server = ScriptedServer.start(script);
                Sockets sockets = sockets()) {
            assertConnectEnds(sockets, server.uri("/").toString());
            server.awaitLive(0, Patience.LIMIT);
        }
    }

    @Test
    void e6_silence_inside_the_answer_to_the_upgrade() throws Exception {
        Script script = connection -> {
            connection.readRequest();
            connection.rawBytes(
                    "HTTP/1.1 101 Switching Proto".getBytes(US_ASCII));
            connection.awaitGone();
        };
        try (ScriptedServer server = ScriptedServer.start(script);
                Sockets sockets = sockets()) {
            assertConnectEnds(sockets, server.uri("/").toString());
            server.awaitLive(0, Patience.LIMIT);
        }
    }

    private void assertConnectEnds(Sockets sockets, String uri) {
        Destination destination = Destination.of(uri).withConnectLimit(LIMIT);
        long start = System.nanoTime();
        NamedSocket socket = sockets.connect("silent", destination, options, events);
        assertThatThrownBy(() -> socket.awaitOpen(Patience.LIMIT))
                .isInstanceOf(NamedSocketException.Ended.class);
        assertWithin(start, LIMIT);
        events.awaitClosed();
        Failure cause = events.await(SocketEvent.Failed.class).cause();
        assertThat(cause.phase()).isEqualTo(Failure.Phase.CONNECT);
        assertThat(cause.reason()).isEqualTo(Failure.Reason.TIMED_OUT);
    }

    static void assertWithin(long start, Duration limit) {
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(limit.plus(SLACK));
    }
}
