// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.wlsocket.CloseStatus;
import org.wlsocket.spi.Wire;
import org.wlsocket.tck.Frame;
import org.wlsocket.tck.PeerEnd;
import org.wlsocket.tck.Script;
import org.wlsocket.tck.ScriptedServer;

class WireTest extends ProviderTests {

    private static final String WRITTEN = "written";
    private static final Duration AT_ONCE = Duration.ofSeconds(30);

    private final BlockingQueue<String> ends = new LinkedBlockingQueue<>();

    private void end(Throwable failure) {
        ends.add(failure == null ? WRITTEN : failure.toString());
    }

    private String nextEnd() throws InterruptedException {
        return ends.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Test
    void c5_texts_and_bytes_are_written_and_their_end_is_reported_once() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(Script.echo())) {
            RecordingListener listener = open(server.uri("/"));
            Wire wire = listener.wire();

            wire.write("é😀", this::end);
            assertThat(nextEnd()).isEqualTo(WRITTEN);
            assertThat(listener.next()).isEqualTo("text é😀");
            wire.write(ByteBuffer.allocate(300_000).asReadOnlyBuffer(), this::end);
            assertThat(nextEnd()).isEqualTo(WRITTEN);
            assertThat(listener.next()).isEqualTo("binary 300000");

            wire.abort(CloseStatus.NORMAL);
            assertThat(ends).isEmpty();
        }
    }

    @Test
    void r11_a_ping_is_answered() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(Script.echo())) {
            RecordingListener listener = open(server.uri("/"));

            listener.wire().ping(ByteBuffer.allocate(8), this::end);
            assertThat(nextEnd()).isEqualTo(WRITTEN);
            assertThat(listener.next()).isEqualTo("pong 8");
            listener.wire().abort(CloseStatus.NORMAL);
        }
    }

    @Test
    void e5_the_answer_to_our_close_and_what_comes_before_it_are_reported() throws Exception {
        Script script = connection -> {
            connection.accept();
            connection.readFrame();
            connection.text("late");
            connection.close(4009, "other");
        };
        try (ScriptedServer server = ScriptedServer.start(script)) {
            RecordingListener listener = open(server.uri("/"));
            listener.wire().close(CloseStatus.of(4002, "bye"));

            assertThat(listener.toTheEnd()).containsExactly("text late", "closed 4009 \"other\"");
            awaitNoConnection(server);
            assertFrames(server, "CLOSE(4002 'bye')");
        }
    }

    /** An end may be seen before the frames in front of it are read. */
    private static void assertFrames(ScriptedServer server, String... frames) {
        Awaitility.await().atMost(PATIENCE).untilAsserted(
                () -> assertThat(server.connections().get(0).log().stream()
                        .filter(entry -> entry.frame() != null)
                        .map(Object::toString))
                .containsExactly(frames));
    }

    @Test
    void c6_a_link_whose_close_is_not_answered_can_be_cut() throws Exception {
        Script script = connection -> {
            connection.accept();
            connection.readFrame();
            connection.awaitGone();
        };
        try (ScriptedServer server = ScriptedServer.start(script)) {
            RecordingListener listener = open(server.uri("/"));
            listener.wire().close(CloseStatus.NORMAL);
            assertFrames(server, "CLOSE(1000 '')");
            listener.wire().abort(CloseStatus.NORMAL);

            awaitNoConnection(server);
            PeerEnd cut = TyrusTransports.isGrizzly() ? PeerEnd.RESET : PeerEnd.FIN;
            assertThat(server.connections().get(0).end()).hasValue(cut);
        }
    }

    @Test
    void r11_what_comes_of_a_large_frame_is_a_sign_of_life() throws Exception {
        CountDownLatch whole = new CountDownLatch(1);
        byte[] large = Frame.binary(new byte[LARGEST]).encode();
        Script script = connection -> {
            connection.accept();
            connection.rawBytes(Arrays.copyOf(large, large.length / 2));
            whole.await();
            connection.rawBytes(Arrays.copyOfRange(large, large.length / 2, large.length));
            connection.echoUntilClose();
        };
        try (ScriptedServer server = ScriptedServer.start(script)) {
            RecordingListener listener = open(server.uri("/"));
            assertThat(listener.isAlive()).isTrue();
            assertThat(listener.rest()).isEmpty();
            whole.countDown();

            assertThat(listener.next()).isEqualTo("binary " + LARGEST);
            listener.wire().abort(CloseStatus.NORMAL);
        }
    }

    @Test
    void abort_tells_the_peer_why_and_does_nothing_on_a_link_that_is_over() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(Script.echo())) {
            RecordingListener listener = open(server.uri("/"));
            listener.wire().abort(CloseStatus.of(1009));
            listener.wire().abort(CloseStatus.of(1001));
            listener.wire().close(CloseStatus.NORMAL);

            awaitNoConnection(server);
            assertFrames(server, "CLOSE(1009 '')");
        }
    }

    @Test
    void c5_a_write_on_a_link_that_is_over_fails_once() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(Script.echo())) {
            RecordingListener listener = open(server.uri("/"));
            listener.wire().abort(CloseStatus.NORMAL);
            listener.wire().write("late", this::end);

            assertThat(nextEnd()).isNotEqualTo(WRITTEN);
            assertThat(ends).isEmpty();
        }
    }

    @Test
    void c4_nothing_waits_for_a_peer_that_does_not_read() throws Exception {
        Script script = connection -> {
            connection.accept();
            connection.awaitGone();
        };
        try (ScriptedServer server = ScriptedServer.builder().receiveBuffer(4096).start(script)) {
            Wire wire = open(server.uri("/")).wire();
            AtomicInteger written = new AtomicInteger();
            int started = 0;
            do {
                started++;
                wire.write(ByteBuffer.allocate(1 << 20).asReadOnlyBuffer(),
                        failure -> written.incrementAndGet());
            } while (started < 100 && reaches(written, started));
            assertThat(started).as("the peer must not read").isLessThan(100);
            long start = System.nanoTime();
            wire.ping(ByteBuffer.allocate(1), failure -> {});
            wire.abort(CloseStatus.NORMAL);

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(AT_ONCE);
        }
    }

    private static boolean reaches(AtomicInteger count, int value) {
        // Long enough for a slow machine to write: what takes longer waits for the peer.
        long end = System.nanoTime() + Duration.ofSeconds(1).toNanos();
        while (count.get() < value && System.nanoTime() - end < 0) {
            Thread.onSpinWait();
        }
        return count.get() >= value;
    }

    @Test
    void e10_a_link_can_be_closed_and_cut_while_its_listener_waits() throws Exception {
        Script script = connection -> {
            connection.accept();
            connection.text("first");
            connection.text("second");
            connection.echoUntilClose();
        };
        CountDownLatch gate = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.start(script)) {
            RecordingListener waiting = new RecordingListener(gate);
            provider.connect(to(server.uri("/")), waiting);
            waiting.wire().close(CloseStatus.of(4000));
            waiting.wire().abort(CloseStatus.of(4000));

            awaitNoConnection(server);
        } finally {
            gate.countDown();
        }
    }
}
