// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.wlsocket.Sockets;

/**
 * Time and threads that move only when a test says so.
 *
 * <pre>{@code
 * SteppedTime time = new SteppedTime();
 * Sockets sockets = time.step(Sockets.builder()).provider(provider).build();
 * time.advance(Duration.ofSeconds(10));
 * }</pre>
 *
 * <p>All that the sockets do then runs inside {@link #run} and {@link #advance}, on the test's own thread.
 * {@code sockets.close()} waits, in real time, for what only these bring about: call {@link #close} instead,
 * which steps meanwhile. What is to take time there, a slow provider of credentials or a slow listener, calls
 * {@link #advance} itself: the others go on meanwhile, and the call returns later, as one that blocks does.
 * Whoever called {@code advance} before may then find that more time has passed than it asked for.
 *
 * <p>A test whose attempts or listeners really block takes {@link #clock} and {@link #scheduler} alone and
 * real threads.
 */
public final class SteppedTime {

    private Instant now = Instant.parse("2025-01-01T00:00:00Z"); // guarded by this
    private final Queue<Runnable> ready = new ArrayDeque<>(); // guarded by this
    private final PriorityQueue<SteppedTask<?>> waiting = new PriorityQueue<>(); // guarded by this
    private long count; // guarded by this
    private volatile Runnable look = () -> {};
    private final ScheduledExecutorService scheduler = new SteppedScheduler(this);

    /** Makes a time that stands still. */
    public SteppedTime() {}

    /** Gives a builder this clock, scheduler and executor. */
    public Sockets.Builder step(Sockets.Builder builder) {
        return builder.clock(clock()).scheduler(scheduler()).executor(executor());
    }

    /** {@return the time as it was stepped} */
    public InstantSource clock() {
        return this::now;
    }

    /** {@return what runs its tasks inside {@link #advance}} */
    public ScheduledExecutorService scheduler() {
        return scheduler;
    }

    /** {@return what runs its tasks inside {@link #run} and {@link #advance}} */
    public Executor executor() {
        return this::add;
    }

    /** Has something looked at after each task, for example that a sum is right at every instant. */
    public SteppedTime afterEachTask(Runnable check) {
        look = Checks.notNull(check, "check");
        return this;
    }

    /** Runs what is ready, and what becomes ready by that, in order; no time passes. */
    public void run() {
        for (Runnable task = nextReady(); task != null; task = nextReady()) {
            task.run();
            look.run();
        }
    }

    /**
     * Lets time pass: runs what is ready, then each task at its time, in order of time and then of asking.
     */
    public void advance(Duration duration) {
        if (Checks.notNull(duration, "duration").isNegative()) {
            throw new IllegalArgumentException("expected a duration of zero or more, found " + duration
                    + "; time does not go back: make a new SteppedTime for a new start");
        }
        Instant end = now().plus(duration);
        run();
        for (SteppedTask<?> task = nextDue(end); task != null; task = nextDue(end)) {
            task.run();
            run();
        }
        setNow(end);
    }

    /** Closes sockets on a thread of its own and runs what is ready until that has ended; no time passes. */
    public void close(Sockets sockets) {
        FutureTask<@Nullable Void> closing = new FutureTask<>(sockets::close, null);
        Thread closer = new Thread(closing, "stepped-time-close");
        closer.setDaemon(true);
        closer.start();
        while (!closing.isDone()) {
            run();
            Thread.onSpinWait();
        }
        assertClosed(closing);
    }

    private static void assertClosed(Future<?> closing) {
        try {
            closing.get();
        } catch (ExecutionException e) {
            throw new AssertionError("expected closed sockets, found an exception", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while sockets were closing", e);
        }
    }

    /** {@return how many timed tasks wait} */
    public synchronized int waitingTasks() {
        waiting.removeIf(SteppedTask::isCancelled);
        return waiting.size();
    }

    /** {@return the time as it is now} */
    public synchronized Instant now() {
        return now;
    }

    /** Never back: a task may have let more time pass. */
    private synchronized void setNow(Instant instant) {
        now = instant.isAfter(now) ? instant : now;
    }

    private synchronized void add(Runnable task) {
        ready.add(task);
    }

    synchronized void add(SteppedTask<?> task) {
        waiting.add(task);
    }

    /** {@return the tasks that wait, which then wait no more: all, or the periodic ones} */
    synchronized List<SteppedTask<?>> take(boolean all) {
        List<SteppedTask<?>> taken =
                waiting.stream().filter(task -> all || task.isPeriodic()).sorted().toList();
        waiting.removeAll(taken);
        return taken;
    }

    synchronized long nextNumber() {
        return count++;
    }

    private synchronized @Nullable Runnable nextReady() {
        return ready.poll();
    }

    private synchronized @Nullable SteppedTask<?> nextDue(Instant end) {
        SteppedTask<?> task = waiting.peek();
        if (task == null || task.due().isAfter(end)) {
            return null;
        }
        waiting.remove();
        now = task.due().isAfter(now) ? task.due() : now;
        return task;
    }
}
