// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The scheduler of a {@link SteppedTime}. */
final class SteppedScheduler extends AbstractExecutorService implements ScheduledExecutorService {

    private final SteppedTime time;
    private volatile boolean shutdown;

    SteppedScheduler(SteppedTime time) {
        this.time = time;
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        return add(new SteppedTask<>(this, Executors.callable(command), in(delay, unit), null));
    }

    @Override
    public <V extends @Nullable Object> ScheduledFuture<V> schedule(
            Callable<V> action, long delay, TimeUnit unit) {
        return add(new SteppedTask<>(this, action, in(delay, unit), null));
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long first, long period, TimeUnit unit) {
        return add(new SteppedTask<>(this, Executors.callable(command), in(first, unit), in(period, unit)));
    }

    /** The same as a fixed rate, because no time passes while a task runs. */
    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(
            Runnable command, long first, long delay, TimeUnit unit) {
        return scheduleAtFixedRate(command, first, delay, unit);
    }

    @Override
    public void execute(Runnable command) {
        time.executor().execute(command);
    }

    /** A periodic task has run once more. */
    void addAgain(SteppedTask<?> task) {
        if (shutdown) {
            task.cancel(false);
        } else {
            time.add(task);
        }
    }

    private <V extends @Nullable Object> SteppedTask<V> add(SteppedTask<V> task) {
        if (shutdown) {
            throw new RejectedExecutionException("the scheduler was shut down");
        }
        time.add(task);
        return task;
    }

    SteppedTime time() {
        return time;
    }

    private static Duration in(long amount, TimeUnit unit) {
        return Duration.of(Math.max(0, amount), unit.toChronoUnit());
    }

    /** What is delayed still runs at its time, what is periodic does not, as in the JDK's own. */
    @Override
    public void shutdown() {
        shutdown = true;
        time.take(false).forEach(task -> task.cancel(false));
    }

    /** What it returns was not cancelled and will not run. */
    @Override
    public List<Runnable> shutdownNow() {
        shutdown = true;
        return List.copyOf(time.take(true));
    }

    @Override
    public boolean isShutdown() {
        return shutdown;
    }

    @Override
    public boolean isTerminated() {
        return shutdown && time.waitingTasks() == 0;
    }

    /** Does not wait, because no time passes while it does. */
    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return isTerminated();
    }
}
