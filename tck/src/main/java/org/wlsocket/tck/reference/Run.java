// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import org.wlsocket.SocketOptions;
import org.wlsocket.Sockets;

/** Goes through behaviours, several at a time. */
final class Run implements AutoCloseable {

    private static final int AT_A_TIME = 8;
    private static final int TIMER_THREADS = 2;
    private static final int LARGEST_MESSAGE = 256 * 1024 * 1024;

    /** A browser has no limits of its own. */
    private static final SocketOptions OPTIONS = SocketOptions.defaults()
            .withMaxMessageSize(LARGEST_MESSAGE)
            .withSendBuffer(Integer.MAX_VALUE, LARGEST_MESSAGE);

    private final Sockets sockets;
    private final RefServer server;
    private final String prefix = "run" + ProcessHandle.current().pid();
    private final ExecutorService workers = Executors.newFixedThreadPool(AT_A_TIME);
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(TIMER_THREADS);

    Run(Sockets sockets, RefServer server) {
        this.sockets = sockets;
        this.server = server;
    }

    /** {@return the outcomes by path; the slow ones are begun first} */
    Map<String, Outcome> all(List<Behaviour> behaviours) throws InterruptedException {
        Map<String, Future<Outcome>> begun = new LinkedHashMap<>();
        behaviours.stream()
                .sorted(Comparator.comparing(Behaviour::slow).reversed())
                .forEach(behaviour -> begun.put(behaviour.path(), workers.submit(() -> one(behaviour))));
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        for (Map.Entry<String, Future<Outcome>> entry : begun.entrySet()) {
            outcomes.put(entry.getKey(), resultOf(entry.getValue()));
        }
        return outcomes;
    }

    @Override
    public void close() {
        workers.shutdownNow();
        timer.shutdownNow();
    }

    private Outcome one(Behaviour behaviour) throws IOException, InterruptedException {
        List<Visit> visits = new ArrayList<>();
        for (int k = 0; k < behaviour.parallel(); k++) {
            Visit visit = new Visit(behaviour, timer);
            visit.start(sockets, idOf(behaviour, k), server, OPTIONS);
            visits.add(visit);
        }
        List<Outcome> outcomes = new ArrayList<>();
        for (int k = 0; k < visits.size(); k++) {
            String end = visits.get(k).awaitEnd();
            JsonNode log = server.log(idOf(behaviour, k));
            outcomes.add(new Outcome(visits.get(k).finish(), end, log));
        }
        Outcome first = outcomes.get(0);
        return outcomes.stream().allMatch(first::alike) ? first : first.withEnd("differ");
    }

    private String idOf(Behaviour behaviour, int k) {
        return prefix + "-" + behaviour.path() + (k == 0 ? "" : "#" + k);
    }

    private static Outcome resultOf(Future<Outcome> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a behaviour could not be run", e.getCause());
        }
    }
}
