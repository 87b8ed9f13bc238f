// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wlsocket.CloseStatus;
import org.wlsocket.Destination;
import org.wlsocket.Failure.Reason;
import org.wlsocket.NamedSocket;
import org.wlsocket.Reconnect;
import org.wlsocket.SocketEvent;
import org.wlsocket.SocketOptions;
import org.wlsocket.Sockets;
import org.wlsocket.spi.ConnectFailedException;
import org.wlsocket.spi.HttpProxy;
import org.wlsocket.spi.SocketProvider;
import org.wlsocket.tck.DeadPort;
import org.wlsocket.tck.EventRecorder;
import org.wlsocket.tck.Script;
import org.wlsocket.tck.ScriptedServer;

/** Sockets on a container that nothing is known of: the Jakarta API is enough. */
class UnknownContainerTest {

    private static final Duration PATIENCE = ProviderTests.PATIENCE;
    private static final int LARGE = 300_000;

    @TempDir
    Path folder;

    private ApplicationLoader application;
    private SocketProvider provider;
    private Sockets sockets;
    private final EventRecorder events = new EventRecorder();

    @BeforeEach
    void a_server_has_it() throws Exception {
        StubLog.clear();
        ServersContainer.next = () -> new StubContainer(null);
        start(ServersContainer.class);
    }

    private void start(Class<?> found) throws Exception {
        application = new ApplicationLoader(folder, found.getName());
        provider = application.provider();
        sockets = Sockets.builder().provider(provider).build();
    }

    @AfterEach
    void it_ends() throws Exception {
        sockets.close();
        provider.close();
        application.close();
    }

    private NamedSocket open(ScriptedServer server) {
        NamedSocket socket = sockets.connect("unknown", server.uri("/").toString(), events);
        socket.awaitOpen(PATIENCE);
        return socket;
    }

    @Test
    void it_talks_both_ways_and_is_told_nothing_but_to_connect() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(Script.echo())) {
            NamedSocket socket = open(server);
            socket.send("grüße");
            socket.send(ByteBuffer.allocate(3));
            socket.send("");
            events.awaitCount(4);
            socket.close();

            events.awaitClosed();
            assertThat(events.toString())
                    .matches("Opened Text\\(grüße\\) Binary\\(.*\\) Text\\(\\) Closed\\(1000\\)");
            events.assertGrammar(1);
            assertThat(StubLog.CALLS).containsExactly("connectToServer");
            assertThat(StubLog.KEYS).containsExactly(Attempt.class.getName());
        }
    }

    @Test
    void e4_a_large_message_that_comes_in_parts_is_whole() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(Script.echo())) {
            String large = String.join("", Collections.nCopies(LARGE, "ö"));
            NamedSocket socket = open(server);
            socket.send(large);
            socket.send(ByteBuffer.allocate(LARGE));
            events.awaitCount(3);

            assertThat(events.texts()).containsExactly(large);
            assertThat(events.await(SocketEvent.Binary.class).data().remaining()).isEqualTo(LARGE);
        }
    }

    @Test
    void e5_the_code_of_the_peer_is_reported() throws Exception {
        Script script = connection -> {
            connection.accept();
            connection.text("a");
            connection.close(4001, "bye");
            connection.expectClose();
        };
        try (ScriptedServer server = ScriptedServer.start(script)) {
            // Not awaited open: the peer may have closed it before this thread looks.
            sockets.connect("unknown", server.uri("/").toString(), events);

            SocketEvent.Closed closed = events.awaitClosed();

            assertThat(closed.status()).isEqualTo(CloseStatus.of(4001, "bye"));
            assertThat(events.texts()).containsExactly("a");
            server.awaitScripts(PATIENCE);
            server.assertNoScriptFailure();
        }
    }

    @Test
    void c6_this_side_closes_with_its_code() throws Exception {
        Script script = connection -> {
            connection.accept();
            assertThat(connection.expectClose().toString()).contains("4002");
            connection.close(4002, "");
        };
        try (ScriptedServer server = ScriptedServer.start(script)) {
            open(server).close(CloseStatus.of(4002, "done"));

            assertThat(events.awaitClosed().status().code()).isEqualTo(4002);
            server.awaitScripts(PATIENCE);
            server.assertNoScriptFailure();
        }
    }

    @Test
    void e6_nobody_listens() throws Exception {
        try (DeadPort port = DeadPort.take()) {
            sockets.connect("unknown", port.uri("/").toString(), events);

            events.awaitExactly("Failed(CONNECT/REFUSED) Closed(1006)");
        }
    }

    @Test
    void e6_what_it_asks_for_to_follow_a_redirect_it_does_not_get() throws Exception {
        ServersContainer.next = () -> new StubContainer(null).followingRedirects();
        try (ScriptedServer server = ScriptedServer.start(Script.echo())) {
            sockets.connect("unknown", server.uri("/").toString(), events);

            events.awaitExactly("Failed(CONNECT/INVALID_HANDSHAKE) Closed(1006)");
            assertThat(events.await(SocketEvent.Failed.class).cause().message()).contains("redirect");
            assertThat(server.accepted()).isZero();
        }
    }

    @Test
    void r2_it_connects_again_after_a_lost_link() throws Exception {
        Script lost = connection -> {
            connection.accept();
            connection.expectText();
            // Not a FIN: it tells this container of an end while the connection is still there.
            connection.rst();
        };
        Reconnect soon = Reconnect.on().withFirstDelay(Duration.ofMillis(1));
        try (ScriptedServer server = ScriptedServer.start(Script.inTurn(lost, Script.echo()))) {
            NamedSocket socket = sockets.connect(
                    "unknown",
                    server.uri("/").toString(),
                    SocketOptions.defaults().withReconnect(soon),
                    events);
            socket.awaitOpen(PATIENCE);
            socket.send("lost");
            server.awaitHandshaken(2, PATIENCE);
            socket.awaitOpen(PATIENCE);
            socket.send("again");
            events.await(SocketEvent.Text.class);

            assertThat(events.toString())
                    .matches("Opened Closed\\(1006, again in .*\\) Opened Text\\(again\\)");
            assertThat(server.maxLiveHandshaken()).as("R7").isOne();
        }
    }

    @Test
    void r11_a_pong_is_seen() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(Script.echo())) {
            RecordingListener listener = new RecordingListener();
            provider.connect(ProviderTests.to(server.uri("/")), listener);
            assertThat(listener.next()).isEqualTo("opened");
            listener.wire().ping(ByteBuffer.allocate(4), failed -> {});

            assertThat(listener.next()).isEqualTo("pong 4");
            listener.wire().abort(CloseStatus.NORMAL);
        }
    }

    @Test
    void e6_a_proxy_is_refused_before_it_is_asked_to_connect() {
        HttpProxy proxy = HttpProxy.of("localhost", 1, null);
        ConnectFailedException thrown = catchThrowableOfType(
                ConnectFailedException.class,
                () -> provider.connect(
                        ProviderTests.to(Destination.of(URI.create("ws://localhost/"))).withProxy(proxy),
                        new RecordingListener()));

        assertThat(thrown.failure().reason()).isEqualTo(Reason.UNSUPPORTED);
        assertThat(thrown).hasMessageContainingAll(
                "expected a container whose proxy", "found one of the server", "put Tyrus or Jetty");
        assertThat(StubLog.CALLS).isEmpty();
    }

    @Test
    void one_of_the_application_has_its_idle_time_out_switched_off_and_nothing_else() throws Exception {
        it_ends();
        start(StubContainer.Provider.class);
        try (ScriptedServer server = ScriptedServer.start(Script.echo())) {
            open(server).close();
            events.awaitClosed();

            assertThat(StubLog.CALLS)
                    .containsExactly("setDefaultMaxSessionIdleTimeout -1", "connectToServer");
            assertThat(StubLog.KEYS).containsExactly(Attempt.class.getName());
        }
    }
}
