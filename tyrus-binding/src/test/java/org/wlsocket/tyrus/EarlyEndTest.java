// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.wlsocket.Failure;
import org.wlsocket.spi.ConnectFailedException;
import org.wlsocket.tck.Frame;
import org.wlsocket.tck.ScriptedServer;

/** The peer ends the connection while it is being opened: Tyrus on Grizzly can lose the close then. */
class EarlyEndTest extends ProviderTests {

    private static final int AT_ONCE = 4;
    private static final int LONGEST_MICROS = 3000;
    private static final String RESET_BEFORE_THE_ANSWER = "failed CONNECTION_LOST";

    private final AtomicInteger resets = new AtomicInteger();

    @Test
    void e1_each_of_400_links_that_end_early_is_closed() throws Exception {
        assertEachIsClosed(400);
    }

    @Test
    @Tag("slow")
    void e1_each_of_5000_links_that_end_early_is_closed() throws Exception {
        assertEachIsClosed(5000);
    }

    private void assertEachIsClosed(int links) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try (ScriptedServer server = ScriptedServer.start(this::endEarly)) {
            List<Future<String>> ends = new ArrayList<>();
            for (int i = 0; i < links; i++) {
                boolean writes = i % 2 == 0;
                ends.add(threads.submit(() -> endOfOne(server, writes)));
            }
            Map<String, Integer> counts = new TreeMap<>();
            for (Future<String> end : ends) {
                counts.merge(end.get(), 1, Integer::sum);
            }
            assertThat(counts.keySet()).isSubsetOf("closed 1006", RESET_BEFORE_THE_ANSWER);
            int lost = counts.getOrDefault(RESET_BEFORE_THE_ANSWER, 0);
            assertThat(lost).as("a reset may destroy the answer, nothing else may").isLessThanOrEqualTo(
                    resets.get());
            awaitNoConnection(server);
        } finally {
            threads.shutdownNow();
        }
    }

    /** With and without messages, by FIN and by reset, at once or within the next three milliseconds. */
    private void endEarly(org.wlsocket.tck.ScriptedConnection connection) throws Exception {
        int kind = connection.number() % 4;
        if (kind == 0) {
            connection.acceptTogetherWith(Frame.text("one"));
        } else {
            connection.accept();
        }
        long end = System.nanoTime() + connection.number() * 7919L % LONGEST_MICROS * 1000;
        while (System.nanoTime() - end < 0) {
            Thread.onSpinWait();
        }
        if (kind == 1) {
            connection.fin();
        } else {
            resets.incrementAndGet();
            connection.rst();
        }
    }

    private String endOfOne(ScriptedServer server, boolean writes) throws Exception {
        RecordingListener listener = new RecordingListener();
        try {
            provider.connect(to(server.uri("/")), listener);
        } catch (ConnectFailedException e) {
            assertThat(listener.rest()).isEmpty();
            boolean lost = e.failure().reason() == Failure.Reason.CONNECTION_LOST;
            return lost ? RESET_BEFORE_THE_ANSWER : "failed " + e.failure() + " by " + e.getCause();
        }
        if (writes && listener.isOpened()) {
            listener.wire().write("x", failure -> {});
            listener.wire().write("y", failure -> {});
        }
        List<String> reports = listener.toTheEnd();
        return reports.get(reports.size() - 1);
    }
}
