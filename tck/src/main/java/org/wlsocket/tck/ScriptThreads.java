// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** The threads of one server's scripts, and what went wrong on them. */
final class ScriptThreads {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Map<ScriptRun, Thread> running = new ConcurrentHashMap<>();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();

    void start(String name, Script script, ScriptedConnection connection) {
        ScriptRun run = new ScriptRun(script, connection, this::failed);
        Thread thread = daemon(name, () -> {
            run.run();
            running.remove(run);
        });
        running.put(run, thread);
        thread.start();
    }

    static Thread daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    int running() {
        return running.size();
    }

    void failed(Throwable failure) {
        failures.add(failure);
    }

    List<Throwable> failures() {
        return List.copyOf(failures);
    }

    /** Ends every connection and waits for its thread; one that does not end is a failure. */
    void endAll() {
        Map<ScriptRun, Thread> ending = Map.copyOf(running);
        ending.forEach((run, thread) -> {
            run.cut();
            thread.interrupt();
        });
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        ending.values().forEach(thread -> join(thread, deadline));
    }

    private void join(Thread thread, long deadline) {
        try {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            thread.join(Math.max(1, left));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            AssertionError stuck = new AssertionError("expected an ended script, found running " + thread);
            stuck.setStackTrace(thread.getStackTrace());
            failed(stuck);
        }
    }
}
