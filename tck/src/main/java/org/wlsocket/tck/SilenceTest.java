// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.wlsocket.Destination;
import org.wlsocket.Failure;
import org.wlsocket.NamedSocket;
import org.wlsocket.NamedSocketException;
import org.wlsocket.SocketEvent;
import org.wlsocket.SocketOptions;
import org.wlsocket.Sockets;
import org.wlsocket.spi.SocketProvider;

/**
 * The peer falls silent, at each place where it can: every call returns within its limit and a second, and the cause
 * names the phase. The provider under test is named by a subclass.
 */
public abstract class SilenceTest {

    private static final Duration LIMIT = Duration.ofMillis(500);
    private static final Duration SLACK = Duration.ofSeconds(1);
    private static final String LARGE = "x".repeat(1024 * 1024);

    private final EventRecorder events = new EventRecorder();
    private final SocketOptions options =
            SocketOptions.defaults().withWriteLimit(LIMIT).withCloseLimit(LIMIT);

    /** {@return a new provider} */
    protected abstract SocketProvider provider();

    @AfterEach
    void each_link_has_ended_and_nothing_else_happened() {
        events.assertGrammar();
        events.assertNothingMore();
    }

    private Sockets sockets() {
        return Sockets.builder().provider(provider()).drainLimit(LIMIT).build();
    }

    @Test
    void after_the_syn() throws Exception {
        try (SilentAcceptor server = SilentAcceptor.start();
                Sockets sockets = sockets()) {
            assertConnectEnds(sockets, server.uri("/").toString());
        }
    }

    @Test
    void after_the_tcp_connection() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(Script.handsOff());
                Sockets sockets = sockets()) {
            assertConnectEnds(sockets, server.uri("/").toString());
            server.awaitLive(0, Patience.LIMIT);
        }
    }

    @Test
    void in_the_tls_handshake() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(Script.handsOff());
                Sockets sockets = sockets()) {
            assertConnectEnds(sockets, "wss://127.0.0.1:" + server.port() + "/");
            server.awaitLive(0, Patience.LIMIT);
        }
    }

    @Test
    void before_the_answer_to_the_upgrade() throws Exception {
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
    void inside_the_answer_to_the_upgrade() throws Exception {
        Script script = connection -> {
            connection.readRequest();
            connection.rawBytes("HTTP/1.1 101 Switching Proto".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
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
        assertThatThrownBy(() -> socket.awaitOpen(Patience.LIMIT)).isInstanceOf(NamedSocketException.Ended.class);
        assertWithin(start, LIMIT);
        events.awaitClosed();
        Failure cause = events.await(SocketEvent.Failed.class).cause();
        assertThat(cause.phase()).isEqualTo(Failure.Phase.CONNECT);
        assertThat(cause.reason()).isEqualTo(Failure.Reason.TIMED_OUT);
    }

    @Test
    void inside_a_frame_and_then_after_our_close() throws Exception {
        Script script = connection -> {
            connection.accept();
            connection.rawBytes((byte) 0x81, (byte) 100, (byte) 'x');
            connection.awaitGone();
        };
        try (ScriptedServer server = ScriptedServer.start(script);
                Sockets sockets = sockets()) {
            NamedSocket socket = sockets.connect("silent", server.uri("/").toString(), options, events);
            socket.awaitOpen(Patience.LIMIT);
            long start = System.nanoTime();
            socket.close();
            events.awaitExactly("Opened Closed(1006)");
            assertWithin(start, LIMIT);
            server.awaitLive(0, Patience.LIMIT);
        }
    }

    @Test
    void while_we_send() throws Exception {
        try (ScriptedServer server = unread();
                Sockets sockets = sockets()) {
            NamedSocket socket = sockets.connect("silent", server.uri("/").toString(), options, events);
            socket.awaitOpen(Patience.LIMIT);
            long start = System.nanoTime();
            IntStream.range(0, 8).forEach(i -> socket.send(LARGE));
            events.awaitExactly("Opened Failed(WRITE/TIMED_OUT) Closed(1006)");
            assertWithin(start, LIMIT.plus(LIMIT));
        }
    }

    @Test
    void after_our_close_while_messages_wait() throws Exception {
        try (ScriptedServer server = unread();
                Sockets sockets = sockets()) {
            SocketOptions patient = options.withWriteLimit(Patience.LIMIT);
            NamedSocket socket = sockets.connect("silent", server.uri("/").toString(), patient, events);
            socket.awaitOpen(Patience.LIMIT);
            IntStream.range(0, 8).forEach(i -> socket.send(LARGE));
            long start = System.nanoTime();
            socket.close();
            events.awaitExactly("Opened Closed(1006)");
            assertWithin(start, LIMIT.plus(LIMIT));
        }
    }

    @Test
    void during_the_drain() throws Exception {
        try (ScriptedServer server = unread()) {
            Sockets sockets = sockets();
            SocketOptions patient = SocketOptions.defaults();
            NamedSocket socket = sockets.connect("silent", server.uri("/").toString(), patient, events);
            socket.awaitOpen(Patience.LIMIT);
            IntStream.range(0, 8).forEach(i -> socket.send(LARGE));
            long start = System.nanoTime();
            sockets.close();
            assertWithin(start, LIMIT.plus(SLACK));
            events.awaitExactly("Opened Failed(DRAIN/TIMED_OUT) Closed(1006)");
        }
    }

    @Test
    void on_a_line_that_is_cut_without_a_sign() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(Script.echo());
                SilencingProxy proxy = SilencingProxy.inFrontOf(server.port());
                Sockets sockets = sockets()) {
            String uri = proxy.uri(server.uri("/")).toString();
            NamedSocket socket = sockets.connect("silent", uri, options, events);
            socket.awaitOpen(Patience.LIMIT);
            proxy.stopForwarding();
            socket.send("into the dark");
            long start = System.nanoTime();
            socket.close();
            events.awaitExactly("Opened Closed(1006)");
            assertWithin(start, LIMIT);
        }
    }

    private static ScriptedServer unread() throws Exception {
        return ScriptedServer.builder().receiveBuffer(4096).start(connection -> {
            connection.accept();
            connection.awaitGone();
        });
    }

    private static void assertWithin(long start, Duration limit) {
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(limit.plus(SLACK));
    }
}
