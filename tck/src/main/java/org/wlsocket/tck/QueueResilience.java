// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wlsocket.Delivery;
import org.wlsocket.Delivery.DropReason;
import org.wlsocket.NamedSocket;
import org.wlsocket.OfflineQueue;
import org.wlsocket.SocketOptions;
import org.wlsocket.SocketStatistics;

/** R8, R9, C5: every message is accounted for, whatever the server does. */
abstract class QueueResilience extends ResilienceTests {

    private static final int MESSAGES = 1_000;
    private static final int RESTARTS = 5;
    private static final Duration ROOM = Duration.ofSeconds(20);

    QueueResilience(ResilienceTest suite) {
        super(suite);
    }

    @ParameterizedTest(name = "resendInDoubt {0}")
    @ValueSource(booleans = {false, true})
    void r8_r9_each_message_has_one_outcome_over_restarts_of_the_server(boolean resend) throws Exception {
        Restarting server = new Restarting();
        OfflineQueue queue = OfflineQueue.on(OfflineQueue.Overflow.REFUSE).withResendInDoubt(resend);
        AtomicBoolean over = new AtomicBoolean();
        try (server) {
            SocketOptions options = quickly().withQueue(queue);
            NamedSocket socket = sockets.connect(NAME, server.uri(), options, events);
            try (Background<List<Delivery>> sending = Background.call(() -> send(socket));
                    Background<Integer> watching = Background.call(() -> watch(socket, over))) {
                until(socket, "the first has come", () -> !server.came.isEmpty());
                for (int i = 1; i <= RESTARTS; i++) {
                    int some = i * MESSAGES / (RESTARTS + 2);
                    // What a restart meets on its way never comes.
                    until(socket, "some have gone", () -> gone(socket.statistics()) >= some);
                    server.restart();
                }
                List<Delivery> deliveries = sending.result(LONG);
                until(socket, "nothing is pending", () -> socket.statistics().pending() == 0);
                socket.close();
                events.awaitClosed();
                over.set(true);
                assertThat(watching.result()).as("snapshots").isPositive();
                check(socket.statistics(), deliveries, server.came, resend);
            }
        }
    }

    private static long gone(SocketStatistics now) {
        return now.written() + now.dropped();
    }

    private static List<Delivery> send(NamedSocket socket) {
        List<Delivery> deliveries = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            deliveries.add(socket.send("" + i, ROOM));
            // So that some wait for the next link and others are written on this one.
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(500));
        }
        return deliveries;
    }

    private static int watch(NamedSocket socket, AtomicBoolean over) {
        int snapshots = 0;
        do {
            SocketStatistics now = socket.statistics();
            assertThat(now.accepted())
                    .as("C5 in %s", now)
                    .isEqualTo(now.written() + now.dropped() + now.pending());
            snapshots++;
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        } while (!over.get());
        return snapshots;
    }

    private static void check(
            SocketStatistics end, List<Delivery> deliveries, List<Integer> came, boolean resend) {
        long written = deliveries.stream().filter(QueueResilience::isWritten).count();
        long inDoubt = deliveries.stream().filter(QueueResilience::isInDoubt).count();
        assertThat(written + inDoubt).as("R8: nothing else becomes of them").isEqualTo(MESSAGES);
        assertThat(end.written()).isEqualTo(written);
        assertThat(end.dropped()).isEqualTo(inDoubt);
        if (resend) {
            assertThat(inDoubt).as("R9: in doubt is sent again").isZero();
        }
        long twice = (long) came.size() - new HashSet<>(came).size();
        assertThat(twice).as("R9: came twice").isLessThanOrEqualTo(resend ? end.inDoubt() : 0);
        for (int i = 1; i < came.size(); i++) {
            boolean again = resend && came.get(i).equals(came.get(i - 1));
            assertThat(again || came.get(i) > came.get(i - 1)).as("order at %d in %s", i, came).isTrue();
        }
    }

    private static boolean isWritten(Delivery delivery) {
        return delivery.outcome() instanceof Delivery.Outcome.Written;
    }

    private static boolean isInDoubt(Delivery delivery) {
        return delivery.outcome() instanceof Delivery.Outcome.Dropped drop
                && (drop.reason() == DropReason.IN_DOUBT || drop.reason() == DropReason.WRITE_FAILED);
    }

    /** A server that dies with its port, and comes back there. */
    private static final class Restarting implements AutoCloseable {

        final List<Integer> came = new CopyOnWriteArrayList<>();
        private ScriptedServer running = ScriptedServer.start(this::take);

        Restarting() throws IOException {}

        String uri() {
            return running.uri("/").toString();
        }

        void restart() throws IOException {
            int port = running.port();
            running.close();
            running = ScriptedServer.builder().port(port).start(this::take);
        }

        private void take(ScriptedConnection connection) throws Exception {
            connection.accept();
            Frame frame = connection.readFrame();
            while (frame != null && !frame.is(Opcode.CLOSE)) {
                if (frame.is(Opcode.TEXT)) {
                    came.add(Integer.valueOf(frame.text()));
                } else if (frame.is(Opcode.PING)) {
                    connection.pong(frame.payload());
                }
                frame = connection.readFrame();
            }
            if (frame != null) {
                connection.close(frame.closeCode(), "");
            }
        }

        @Override
        public void close() throws IOException {
            running.close();
        }
    }
}
