// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.wlsocket.Delivery;
import org.wlsocket.Destination;
import org.wlsocket.NamedSocket;
import org.wlsocket.OfflineQueue;
import org.wlsocket.SocketEvent;
import org.wlsocket.SocketOptions;
import org.wlsocket.SocketStatistics;

/** R7: after the application's close, at whatever moment of whatever attempt, none is made. */
abstract class ClosingResilience extends ResilienceTests {

    private static final int WORKERS = 4;
    private static final int LATEST_CLOSE_MICROS = 40_000;
    private static final int MESSAGES = 3;

    ClosingResilience(ResilienceTest suite) {
        super(suite);
    }

    @Test
    void r7_after_a_close_at_any_moment_no_attempt_is_made() {
        race(200);
    }

    @Test
    @Tag("slow")
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void r7_after_thousands_of_closes_at_any_moment_no_attempt_is_made() {
        race(2_000);
    }

    private void race(int runs) {
        List<Background<Integer>> workers = new ArrayList<>();
        try {
            for (int i = 0; i < WORKERS; i++) {
                int first = i * runs;
                workers.add(Background.call(() -> work(first, runs / WORKERS)));
            }
            int done = workers.stream().mapToInt(worker -> worker.result(LONG.multipliedBy(6))).sum();
            assertThat(done).isEqualTo(runs);
        } finally {
            workers.forEach(Background::close);
        }
    }

    private int work(int first, int runs) throws Exception {
        Whimsical whims = new Whimsical();
        try (ScriptedServer server = ScriptedServer.start(whims)) {
            List<Run> all = new ArrayList<>();
            for (int i = first; i < first + runs; i++) {
                Run run = new Run(server, whims, i);
                all.add(run);
                run.run();
            }
            all.forEach(run -> run.assertNothingMore(whims));
            return runs;
        }
    }

    /** One socket, its life of some milliseconds, and what the server saw of it. */
    private final class Run {

        private final ScriptedServer server;
        private final Whimsical whims;
        private final int number;
        private final String path;
        private final EventRecorder heard = new EventRecorder();
        private int connections;

        Run(ScriptedServer server, Whimsical whims, int number) {
            this.server = server;
            this.whims = whims;
            this.number = number;
            this.path = "/" + number;
        }

        void run() throws Exception {
            try {
                race();
            } catch (AssertionError e) {
                throw new AssertionError("run " + number + ", heard " + heard + ": " + e.getMessage(), e);
            }
        }

        private void race() throws Exception {
            int before = server.accepted();
            NamedSocket socket = sockets.connect("racer" + path, destination(), options(), heard);
            List<Delivery> deliveries =
                    IntStream.range(0, MESSAGES).mapToObj(i -> socket.send("" + i)).toList();
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(
                    new Random(number).nextInt(LATEST_CLOSE_MICROS)));
            socket.close();
            heard.awaitClosed();
            assertThat(sockets.find(socket.name())).isEmpty();
            Patience.until("the attempt has returned", () -> socket.statistics().heldAttempts() == 0);
            int made = acceptedUntilNow(server);
            server.awaitLive(0, PATIENCE);
            server.awaitScripts(PATIENCE);
            connections = whims.seen(path);
            check(socket, deliveries, made - before);
        }

        private Destination destination() {
            return Destination.of(server.uri(path));
        }

        private SocketOptions options() {
            return quickly().withReconnect(delays(2, 2, 4))
                    .withQueue(OfflineQueue.on(OfflineQueue.Overflow.REFUSE));
        }

        private void check(NamedSocket socket, List<Delivery> deliveries, int accepted) {
            heard.assertGrammar();
            SocketStatistics end = socket.statistics();
            assertThat(end.pending()).as("C5: pending").isZero();
            assertThat(end.accepted()).isEqualTo(end.written() + end.dropped());
            assertThat(deliveries).noneMatch(each -> each.outcome() instanceof Delivery.Outcome.Pending);
            assertThat(ends()).as("E1: final ends").isEqualTo(1);
            assertThat(connections).as("connections").isLessThanOrEqualTo(accepted);
        }

        private long ends() {
            return heard.events().stream()
                    .filter(event -> event instanceof SocketEvent.Closed closed
                            && closed.reconnectIn().isEmpty())
                    .count();
        }

        /** All the other runs came after the close of this one. */
        void assertNothingMore(Whimsical known) {
            assertThat(known.seen(path)).as("R7: connections of run %d", number).isEqualTo(connections);
            heard.assertNothingMore();
        }
    }

    /** Does something else to each connection, and counts them by the path that they ask for. */
    private static final class Whimsical implements Script {

        private final Map<String, Integer> seen = new ConcurrentHashMap<>();

        int seen(String path) {
            return seen.getOrDefault(path, 0);
        }

        @Override
        public void run(ScriptedConnection connection) throws Exception {
            String path = connection.readRequest().path();
            seen.merge(path, 1, Integer::sum);
            Random random = new Random(connection.number() * 31L + path.hashCode());
            switch (random.nextInt(6)) {
                case 0 -> connection.rst();
                case 1 -> Script.refuse(503).run(connection);
                case 2 -> acceptAnd(connection, connection::rst);
                case 3 -> acceptAnd(connection, () -> connection.close(1001, ""));
                case 4 -> acceptAnd(connection, () -> {});
                default -> Script.echo().run(connection);
            }
        }

        private interface Act {
            void now() throws Exception;
        }

        private static void acceptAnd(ScriptedConnection connection, Act act) throws Exception {
            connection.accept();
            act.now();
        }
    }
}
