// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Threads for calls that may wait for the network: as many as wait, and one or two at work. */
final class Writers {

    private static final Duration IDLE = Duration.ofSeconds(5);
    private static final Duration END_LIMIT = Duration.ofSeconds(2);

    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            IDLE.toMillis(),
            TimeUnit.MILLISECONDS,
            new SynchronousQueue<>(),
            task -> {
                Thread thread = new Thread(task, "wlsocket-tyrus-writer");
                thread.setDaemon(true);
                return thread;
            });

    /**
     * Runs it soon, also for a caller that is one of these threads: who starts a write must be free to
     * measure its time. {@return what interrupts it}
     *
     * @throws java.util.concurrent.RejectedExecutionException when it is closed
     */
    Future<?> run(Runnable task) {
        return threads.submit(task);
    }

    /** Lets what is running end. */
    void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
