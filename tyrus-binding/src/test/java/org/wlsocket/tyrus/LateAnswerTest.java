// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.wlsocket.CloseStatus;
import org.wlsocket.Destination;
import org.wlsocket.Failure;
import org.wlsocket.spi.ConnectFailedException;
import org.wlsocket.tck.ScriptedConnection;
import org.wlsocket.tck.ScriptedServer;

/** Answers that come as the connect limit passes: in time, and the link is good, or too late. */
class LateAnswerTest {

    private static final int LINKS = 300;
    private static final Duration LIMIT = Duration.ofMillis(150);

    private final JakartaProvider provider = new JakartaProvider();

    /**
     * The path tells when the attempt began and so when its limit passes. Most answers come within 20 ms of
     * that, some at once and some certainly too late.
     */
    private static void answerLate(ScriptedConnection connection) throws Exception {
        long began = Long.parseLong(connection.readRequest().path().substring(1));
        int turn = connection.number() % 50;
        long answer = switch (turn) {
            case 0, 10, 20, 30, 40 -> began;
            case 5 -> began + 2 * LIMIT.toNanos();
            default -> began + LIMIT.toNanos() + (turn - 30) * 1_000_000L;
        };
        while (System.nanoTime() - answer < 0) {
            LockSupport.parkNanos(answer - System.nanoTime());
        }
        connection.accept();
        connection.echoUntilClose();
    }

    @Test
    void e6_a_link_that_opens_at_the_last_moment_is_not_cut() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (ScriptedServer server = ScriptedServer.start(LateAnswerTest::answerLate)) {
            List<Future<String>> ends = new ArrayList<>();
            for (int i = 0; i < LINKS; i++) {
                ends.add(threads.submit(() -> echoOfOne(server)));
            }
            Set<String> met = new HashSet<>();
            for (Future<String> end : ends) {
                met.add(end.get());
            }
            assertThat(met).containsExactlyInAnyOrder("echo", "TIMED_OUT");
        } finally {
            threads.shutdownNow();
            provider.close();
        }
    }

    private String echoOfOne(ScriptedServer server) throws Exception {
        RecordingListener listener = new RecordingListener();
        Destination destination =
                Destination.of(server.uri("/" + System.nanoTime())).withConnectLimit(LIMIT);
        try {
            provider.connect(ProviderTests.to(destination), listener);
        } catch (ConnectFailedException e) {
            return e.failure().reason() == Failure.Reason.TIMED_OUT ? "TIMED_OUT" : e.failure().toString();
        }
        assertThat(listener.next()).isEqualTo("opened");
        listener.wire().write("x", failure -> {});
        String next = listener.next();
        listener.wire().abort(CloseStatus.NORMAL);
        return next.contains("x") ? "echo" : next;
    }
}
