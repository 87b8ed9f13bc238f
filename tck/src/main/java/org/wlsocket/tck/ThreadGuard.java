// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import java.io.IOException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Knows the threads of a server and can wait for their end: those made here, and those that the server makes
 * itself while it starts. What endpoints start later is theirs.
 */
final class ThreadGuard {

    /** A start that may fail. */
    interface Start {
        void run() throws IOException;
    }

    private final ThreadGroup group;
    private final AtomicInteger number = new AtomicInteger();
    private final Queue<Thread> known = new ConcurrentLinkedQueue<>();

    ThreadGuard(String name) {
        group = new ThreadGroup(name);
    }

    ThreadFactory named(String purpose) {
        return task -> {
            String name = group.getName() + "-" + purpose + "-" + number.incrementAndGet();
            Thread thread = new Thread(group, task, name);
            thread.setDaemon(true);
            known.removeIf(earlier -> earlier.getState() == Thread.State.TERMINATED);
            known.add(thread);
            return thread;
        };
    }

    /** Runs the start on a thread of the group, so that the threads it makes are found there. */
    void start(Start start) throws IOException {
        CompletableFuture<Void> done = new CompletableFuture<>();
        named("start").newThread(() -> run(start, done)).start();
        try {
            done.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw new IOException(cause.getMessage(), cause);
            }
            throw e;
        }
    }

    private void run(Start start, CompletableFuture<Void> done) {
        try {
            start.run();
            addThoseOfGroup();
            done.complete(null);
        } catch (IOException | RuntimeException | Error e) {
            addThoseOfGroup();
            done.completeExceptionally(e);
        }
    }

    private void addThoseOfGroup() {
        Thread[] found = new Thread[group.activeCount() + 16];
        int count = group.enumerate(found);
        for (int i = 0; i < count; i++) {
            known.add(found[i]);
        }
    }

    /** Waits until all threads have ended, except the caller's own. */
    void join(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        for (Thread thread : known) {
            if (thread != Thread.currentThread()) {
                join(thread, end);
            }
        }
    }

    private static void join(Thread thread, long end) {
        try {
            thread.join(Math.max(1, Duration.ofNanos(end - System.nanoTime()).toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the server's threads were ending", e);
        }
        if (thread.isAlive()) {
            throw new IllegalStateException("expected the end of the server's threads, found "
                    + thread.getName() + " alive: does an endpoint block?");
        }
    }
}
