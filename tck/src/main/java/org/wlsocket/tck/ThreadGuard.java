// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes named daemon threads and can wait for the end of all that it made. */
final class ThreadGuard {

    private final String prefix;
    private final AtomicInteger number = new AtomicInteger();
    private final Queue<Thread> made = new ConcurrentLinkedQueue<>();

    ThreadGuard(String prefix) {
        this.prefix = prefix;
    }

    ThreadFactory named(String purpose) {
        return task -> {
            Thread thread = new Thread(task, prefix + "-" + purpose + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            made.removeIf(earlier -> earlier.getState() == Thread.State.TERMINATED);
            made.add(thread);
            return thread;
        };
    }

    /** Waits until all threads have ended, except the caller's own. */
    void join(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        for (Thread thread : made) {
            if (thread != Thread.currentThread()) {
                join(thread, end);
            }
        }
    }

    private static void join(Thread thread, long end) {
        try {
            long millis = Math.max(1, Duration.ofNanos(end - System.nanoTime()).toMillis());
            thread.join(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the server's threads were ending", e);
        }
        if (thread.isAlive()) {
            throw new IllegalStateException("expected the end of the server's threads, found " + thread.getName()
                    + " alive: does an endpoint block?");
        }
    }
}
