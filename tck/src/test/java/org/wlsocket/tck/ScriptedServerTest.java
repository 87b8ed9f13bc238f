// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Timeout(60)
class ScriptedServerTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    @Test
    void echo_answers_messages_pings_and_the_close() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(Script.echo())) {
            JdkPeer peer = JdkPeer.connect(server.uri("/echo"));
            peer.socket().sendText("héllo 😀", true).join();
            assertThat(peer.nextText()).isEqualTo("héllo 😀");
            peer.socket().sendBinary(ByteBuffer.allocate(70_000), true).join();
            assertThat(peer.nextText()).endsWith("bytes");
            peer.socket().sendPing(ByteBuffer.wrap(new byte[] {7})).join();
            peer.socket().sendClose(4001, "bye").join();

            assertThat(peer.end()).isEqualTo("4001 bye");
            server.awaitScripts(SOON);
            assertThat(server.live()).isZero();
            assertThat(server.connections().get(0).log()).last().hasToString("FIN");
            assertThat(server.accepted()).isEqualTo(1);
            assertThat(server.handshaken()).isEqualTo(1);
        }
    }

    @Test
    void the_request_is_kept_byte_for_byte_and_its_headers_ignore_case() throws Exception {
        CompletableFuture<HandshakeRequest> seen = new CompletableFuture<>();
        try (ScriptedServer server = ScriptedServer.start(c -> seen.complete(c.accept("two")));
                RawPeer peer = RawPeer.connect(server.uri("/"))) {
            peer.write(RawPeer.request("/a%20b%2F%0D%0A?x=%c3%A9&y"));

            assertThat(peer.readHead()).startsWith("HTTP/1.1 101 ")
                    .contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n")
                    .contains("Sec-WebSocket-Protocol: two\r\n");
            HandshakeRequest request = seen.get(10, TimeUnit.SECONDS);
            assertThat(request.target()).isEqualTo("/a%20b%2F%0D%0A?x=%c3%A9&y");
            assertThat(request.path()).isEqualTo("/a%20b%2F%0D%0A");
            assertThat(request.method()).isEqualTo("GET");
            assertThat(request.header("HOST")).contains("here");
            assertThat(request.headers("SEC-websocket-protocol")).containsExactly("one, two", "three");
            assertThat(request.subprotocols()).containsExactly("one", "two", "three");
        }
    }

    @Test
    void frames_can_come_in_the_segment_of_the_101() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(c -> {
            c.acceptTogetherWith(Frame.text("a"), Frame.text("b"), Frame.close(1001, "gone"));
            c.expectClose();
        })) {
            JdkPeer peer = JdkPeer.connect(server.uri("/"));
            assertThat(peer.nextText()).isEqualTo("a");
            assertThat(peer.nextText()).isEqualTo("b");
            assertThat(peer.end()).isEqualTo("1001 gone");
            server.awaitLive(0, SOON);
        }
    }

    @Test
    void scripts_are_chosen_by_turn_and_by_path() throws Exception {
        Script greet = c -> {
            c.accept();
            c.text("hello");
            c.echoUntilClose();
        };
        Script turns = Script.inTurn(Script.refuse(503), greet);
        try (ScriptedServer server = ScriptedServer.start(Script.byPath(Map.of("/turns", turns)))) {
            assertThatThrownBy(() -> JdkPeer.connect(server.uri("/turns?1")))
                    .isInstanceOf(CompletionException.class).hasStackTraceContaining("503");
            assertThat(JdkPeer.connect(server.uri("/turns?2")).nextText()).isEqualTo("hello");
            assertThat(JdkPeer.connect(server.uri("/turns?3")).nextText()).isEqualTo("hello");
            assertThatThrownBy(() -> JdkPeer.connect(server.uri("/other"))).hasStackTraceContaining("404");
            assertThat(server.handshaken()).isEqualTo(2);
        }
    }

    @Test
    void an_answer_can_be_wrong_on_purpose() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(c -> c.accept(answer -> answer
                .withStatusLine("HTTP/1.0 101 Odd").withHeader("X-More", "1").withoutHeader("Upgrade")));
                RawPeer peer = RawPeer.connect(server.uri("/"))) {
            peer.write(RawPeer.request("/"));
            assertThat(peer.readHead()).startsWith("HTTP/1.0 101 Odd\r\n").contains("X-More: 1\r\n")
                    .doesNotContain("Upgrade: websocket");
        }
    }

    @Test
    void an_http_answer_has_headers_and_a_body() throws Exception {
        Script retry = c -> c.answer(429, "Slow Down", Map.of("Retry-After", "7"), "later");
        try (ScriptedServer server = ScriptedServer.start(retry);
                RawPeer peer = RawPeer.connect(server.uri("/"))) {
            peer.write(RawPeer.request("/"));
            assertThat(peer.readHead()).startsWith("HTTP/1.1 429 Slow Down\r\n")
                    .contains("Retry-After: 7\r\n").contains("Content-Length: 5\r\n");
            assertThat(peer.socket().getInputStream().readAllBytes()).asString().isEqualTo("later");
        }
    }

    @Test
    void the_script_sees_how_the_peer_ended() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(Script.handsOff())) {
            RawPeer polite = RawPeer.connect(server.uri("/"));
            RawPeer rude = RawPeer.connect(server.uri("/"));
            polite.socket().close();
            assertThat(server.awaitConnection(0, SOON).awaitEnd(SOON)).isEqualTo(PeerEnd.FIN);
            ScriptedConnection second = server.awaitConnection(1, SOON);
            rude.reset();
            assertThatThrownBy(second::readFrame).isInstanceOfSatisfying(PeerEnded.class,
                    e -> assertThat(e.end()).isEqualTo(PeerEnd.RESET));
            assertThat(second.end()).contains(PeerEnd.RESET);
        }
    }

    @Test
    void a_fin_inside_a_frame_is_the_end_of_the_peer() throws Exception {
        AtomicReference<Throwable> seen = new AtomicReference<>();
        CountDownLatch done = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.start(c -> {
            c.accept();
            seen.set(catchThrowable(c::readFrame));
            done.countDown();
        });
                RawPeer peer = RawPeer.open(server.uri("/"))) {
            peer.write(new byte[] {(byte) 0x81, 5, 'h'});
            peer.socket().shutdownOutput();
            done.await();
            assertThat(seen.get()).isInstanceOf(PeerEnded.class).hasMessageContaining("FIN");
        }
    }

    @Test
    void a_reset_reaches_the_peer_as_a_reset() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(c -> {
            c.accept();
            c.expectText();
            c.rst();
        });
                RawPeer peer = RawPeer.open(server.uri("/"))) {
            peer.send(Frame.text("now"));
            assertThatIOException().isThrownBy(peer::readFrame).isInstanceOf(SocketException.class);
            assertThat(server.live()).isZero();
        }
    }

    @Test
    void a_fin_reaches_the_peer_as_a_fin_and_the_server_goes_on_reading() throws Exception {
        AtomicReference<String> late = new AtomicReference<>();
        try (ScriptedServer server = ScriptedServer.start(c -> {
            c.accept();
            c.fin();
            late.set(c.expectText());
        });
                RawPeer peer = RawPeer.open(server.uri("/"))) {
            assertThat(peer.readFrame()).isNull();
            assertThat(server.live()).isEqualTo(1);
            peer.send(Frame.text("still here"));
            peer.socket().close();
            server.awaitScripts(SOON);
            assertThat(server.connections().get(0).log()).hasToString("[TEXT('still here'), FIN]");
        }
    }

    @Test
    void expected_messages_are_joined_and_pings_between_their_fragments_answered() throws Exception {
        AtomicReference<String> text = new AtomicReference<>();
        try (ScriptedServer server = ScriptedServer.start(c -> {
            c.accept();
            text.set(c.expectText());
            c.close(1000, "");
            c.awaitEnd(SOON);
        });
                RawPeer peer = RawPeer.open(server.uri("/"))) {
            peer.send(Frame.text("one ").withFin(false));
            peer.send(Frame.ping((byte) 9));
            peer.send(Frame.continuation((byte) '2'));
            assertThat(peer.readFrame()).hasToString("PONG('\t')");
            assertThat(peer.readFrame().closeCode()).isEqualTo(1000);
            assertThat(text.get()).isEqualTo("one 2");
        }
    }

    @Test
    void a_peer_that_goes_is_no_failure_but_a_disappointed_expectation_is() throws Exception {
        Script expecting = c -> {
            c.accept();
            c.expectText();
        };
        Script reading = c -> {
            c.accept();
            c.readFrame();
            c.text("to nobody");
            c.readBytes(1);
        };
        ScriptedServer server = ScriptedServer.start(Script.inTurn(reading, expecting));
        RawPeer.open(server.uri("/")).reset();
        server.awaitScripts(SOON);
        assertThat(server.failures()).isEmpty();
        RawPeer.open(server.uri("/")).close();
        server.awaitScripts(SOON);
        assertThatThrownBy(server::close).isInstanceOf(AssertionError.class)
                .hasRootCauseMessage(
                        "expected a frame TEXT, found the end of connection 1 GET / HTTP/1.1 [FIN]");
    }

    @Test
    void a_read_without_an_answer_ends_at_the_io_limit() throws Exception {
        ScriptedServer server =
                ScriptedServer.builder().ioLimit(Duration.ofMillis(50)).start(ScriptedConnection::accept);
        RawPeer peer = RawPeer.connect(server.uri("/"));
        assertThat(peer.socket().getInputStream().read()).isEqualTo(-1);
        assertThatThrownBy(server::close).hasRootCauseInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void close_ends_scripts_that_read_wait_or_write() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        Script flood = c -> {
            c.accept();
            while (c.isLive()) {
                c.binary(new byte[1 << 16]);
            }
        };
        Script wait = c -> {
            c.accept();
            never.await();
        };
        ScriptedServer server = ScriptedServer.start(Script.inTurn(Script.echo(), wait, flood));
        for (int i = 0; i < 3; i++) {
            RawPeer.open(server.uri("/"));
        }
        server.awaitHandshaken(3, SOON);
        server.close();
        assertThat(server.live()).isZero();
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().contains("scripted-server-" + server.port()));
    }

    @Test
    void the_end_of_a_peer_is_counted_although_nobody_reads() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(Script.handsOff())) {
            RawPeer one = RawPeer.connect(server.uri("/"));
            RawPeer two = RawPeer.connect(server.uri("/"));
            server.awaitAccepted(2, SOON);
            one.write(RawPeer.request("/"));
            one.close();
            server.awaitLive(1, SOON);
            two.reset();
            server.awaitLive(0, SOON);
            assertThatThrownBy(() -> server.awaitLive(5, Duration.ofMillis(30)))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("found server at ws://127.0.0.1:");
        }
    }

    @Test
    void links_that_follow_each_other_are_never_counted_as_two_at_once() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(c -> {
            c.accept();
            c.awaitGone();
        })) {
            for (int i = 0; i < 300; i++) {
                RawPeer.open(server.uri("/")).close();
            }
            assertThat(server.maxLiveHandshaken()).isEqualTo(1);
            List<RawPeer> together = List.of(RawPeer.open(server.uri("/")), RawPeer.open(server.uri("/")));
            assertThat(server.maxLiveHandshaken()).isEqualTo(2);
            assertThat(server.handshaken()).isEqualTo(302);
            for (RawPeer each : together) {
                each.close();
            }
        }
    }

    @Test
    void a_peer_feels_that_it_is_not_read_until_it_is() throws Exception {
        int bytes = 8 << 20;
        CountDownLatch read = new CountDownLatch(1);
        AtomicReference<byte[]> got = new AtomicReference<>();
        try (ScriptedServer server = ScriptedServer.builder().receiveBuffer(4096).start(c -> {
            c.accept();
            read.await();
            got.set(c.expectBinary());
            c.text("thanks");
        });
                RawPeer peer = RawPeer.open(server.uri("/"))) {
            Thread writer = new Thread(() -> sendQuietly(peer, Frame.binary(new byte[bytes])));
            writer.start();
            writer.join(300);
            assertThat(writer.isAlive()).isTrue();
            read.countDown();
            assertThat(peer.readFrame().text()).isEqualTo("thanks");
            assertThat(got.get()).hasSize(bytes);
            writer.join();
        }
    }

    private static void sendQuietly(RawPeer peer, Frame frame) {
        try {
            peer.send(frame);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void the_test_itself_can_drive_a_connection() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(Script.handsOff())) {
            CompletableFuture<JdkPeer> connecting =
                    CompletableFuture.supplyAsync(() -> JdkPeer.connect(server.uri("/")));
            ScriptedConnection connection = server.awaitConnection(0, SOON);
            assertThat(connection.accept().path()).isEqualTo("/");
            JdkPeer peer = connecting.join();
            connection.send(Frame.fragments("é€😀", 5));
            assertThat(peer.nextText()).isEqualTo("é€😀");
            connection.ping((byte) 1);
            assertThat(connection.expect(Opcode.PONG).payload()).containsExactly(1);
            connection.closeEmpty();
            assertThat(peer.end()).isEqualTo("1005 ");
            assertThat(connection.expectClose().isMasked()).isTrue();
            assertThat(connection.finAndDrain()).isEqualTo(PeerEnd.FIN);
        }
    }

    @Test
    void it_listens_on_ipv6_too() throws Exception {
        assumeTrue(ScriptedServer.hasIpv6(), "no IPv6 here");
        try (ScriptedServer server = ScriptedServer.builder().ipv6().start(Script.echo())) {
            assertThat(server.uri("/x")).hasToString("ws://[::1]:" + server.port() + "/x");
            JdkPeer peer = JdkPeer.connect(server.uri("/x"));
            peer.socket().sendClose(1000, "").join();
            assertThat(peer.end()).isEqualTo("1000 ");
        }
    }

    @Test
    void a_dead_port_refuses_and_stays_taken() throws Exception {
        try (DeadPort dead = DeadPort.take()) {
            assertThatThrownBy(() -> new Socket("127.0.0.1", dead.port()).close())
                    .isInstanceOf(ConnectException.class);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void a_silent_acceptor_never_answers_a_connect() throws Exception {
        try (SilentAcceptor silent = SilentAcceptor.start(); Socket socket = new Socket()) {
            assertThatThrownBy(() -> socket.connect(
                    new InetSocketAddress("127.0.0.1", silent.port()), 1500))
                    .isInstanceOf(SocketTimeoutException.class);
        }
    }
}
