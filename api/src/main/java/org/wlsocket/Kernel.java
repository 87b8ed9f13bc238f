// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.wlsocket.spi.SocketProvider;

/**
 * What the sockets of one {@link Sockets} share: provider, threads and time. All is called unlocked but the
 * clock and the random generator.
 */
final class Kernel {

    private static final System.Logger LOG = System.getLogger("org.wlsocket");
    private static final long TRY_AGAIN_MILLIS = 100;

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

    /** Calls a wire, on this thread if what the wire may leave in it goes away with us. */
    void callWire(Runnable call) {
        if (provider.marksThreads() && !Threads.isOwn()) {
            execute(call);
        } else {
            call.run();
        }
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
        } catch (Throwable t) {
            Logs.log(LOG, System.Logger.Level.DEBUG, "the scheduler refused a task, so nothing is timed", t);
            return null;
        }
    }

    /** Runs a task later that finds for itself whether it is still needed. */
    void later(Duration delay, Runnable task) {
        var unused = after(delay, task);
    }

    /** An executor that fails must not cost an event (E1), so a thread of its own takes the task. */
    private void runOn(Executor executor, Runnable task) {
        try {
            executor.execute(task);
        } catch (Throwable t) {
            Logs.log(LOG, System.Logger.Level.DEBUG, "the executor refused a task, a thread takes it", t);
            runElsewhere(executor, task);
        }
    }

    /** Where there is no thread now there may be one later. */
    private void runElsewhere(Executor executor, Runnable task) {
        try {
            Threads.daemon("wlsocket-rejected", task).start();
        } catch (Throwable t) {
            Logs.log(LOG, System.Logger.Level.WARNING, "no thread can be had for a task now", t);
            var unused = scheduler.schedule(
                    () -> runOn(executor, task), TRY_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        }
    }
}
