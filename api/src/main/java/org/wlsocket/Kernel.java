// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.wlsocket.spi.SocketProvider;

/**
 * What the sockets of one {@link Sockets} share: provider, threads and time. All is called unlocked but the
 * clock.
 */
final class Kernel {

    private static final System.Logger LOG = System.getLogger("org.wlsocket");

    private final SocketProvider provider;
    private final Executor executor;
    private final Executor connector;
    private final ScheduledExecutorService scheduler;
    private final InstantSource clock;
    private final RandomGenerator random;

    Kernel(
            SocketProvider provider,
            Executor executor,
            Executor connector,
            ScheduledExecutorService scheduler,
            InstantSource clock,
            RandomGenerator random) {
        this.provider = provider;
        this.executor = executor;
        this.connector = connector;
        this.scheduler = scheduler;
        this.clock = clock;
        this.random = random;
    }

    SocketProvider provider() {
        return provider;
    }

    /**
     * The one foreign thing that may be asked with a socket's lock: a clock that waits or calls back is no
     * clock.
     */
    Instant now() {
        return clock.instant();
    }

    /** Draws the delays between attempts; not of the kind that waits. */
    RandomGenerator random() {
        return random;
    }

    /** Runs listeners and everything else that may call foreign code. */
    void execute(Runnable task) {
        runOn(executor, task);
    }

    /** Runs connection attempts, which block and must not be interrupted. */
    void connect(Runnable attempt) {
        runOn(connector, attempt);
    }

    /**
     * Runs a task later on {@link #execute}. {@return what cancels it; null when time has stopped for good}
     */
    @Nullable Future<?> after(Duration delay, Runnable task) {
        try {
            return scheduler.schedule(() -> execute(task), SocketLock.nanos(delay), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            LOG.log(System.Logger.Level.DEBUG, "a limit is not timed any more: the scheduler was shut down",
                    e);
            return null;
        }
    }

    /** Runs a task later that finds for itself whether it is still needed. */
    void later(Duration delay, Runnable task) {
        var unused = after(delay, task);
    }

    /** An executor that refuses must not cost an event (E1), so a thread of its own takes the task. */
    private static void runOn(Executor executor, Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.log(System.Logger.Level.DEBUG, "the executor refused a task, a thread of its own takes it",
                    e);
            Threads.daemon("wlsocket-rejected", task).start();
        }
    }
}
