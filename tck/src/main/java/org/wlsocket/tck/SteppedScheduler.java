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
        return add(new SteppedTask<>(time, Executors.callable(command), in(delay, unit), null));
    }

    @Override
    public <V extends @Nullable Object> ScheduledFuture<V> schedule(
            Callable<V> action, long delay, TimeUnit unit) {
        return add(new SteppedTask<>(time, action, in(delay, unit), null));
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long first, long period, TimeUnit unit) {
        return add(new SteppedTask<>(time, Executors.callable(command), in(first, unit), in(period, unit)));
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

    private <V extends @Nullable Object> SteppedTask<V> add(SteppedTask<V> task) {
        if (shutdown) {
            throw new RejectedExecutionException("the scheduler was shut down");
        }
        time.add(task);
        return task;
    }

    private static Duration in(long amount, TimeUnit unit) {
        return Duration.of(Math.max(0, amount), unit.toChronoUnit());
    }

    @Override
    public void shutdown() {
        shutdown = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
        shutdown = true;
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return shutdown;
    }

    @Override
    public boolean isTerminated() {
        return shutdown;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return shutdown;
    }
}
