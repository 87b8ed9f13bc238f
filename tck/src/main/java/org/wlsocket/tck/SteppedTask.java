// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A task of {@link SteppedScheduler} with its time. */
final class SteppedTask<V extends @Nullable Object> extends FutureTask<V>
        implements RunnableScheduledFuture<V> {

    private static final Comparator<SteppedTask<?>> ORDER =
            Comparator.<SteppedTask<?>, Instant>comparing(SteppedTask::due)
                    .thenComparing(task -> task.number);

    private final SteppedScheduler scheduler;
    private final SteppedTime time;
    private final long number;
    private final @Nullable Duration period;
    private volatile Instant due;

    SteppedTask(
            SteppedScheduler scheduler, Callable<V> action, Duration delay, @Nullable Duration period) {
        super(action);
        this.scheduler = scheduler;
        this.time = scheduler.time();
        this.number = time.nextNumber();
        this.period = period;
        this.due = time.now().plus(delay);
    }

    Instant due() {
        return due;
    }

    @Override
    public void run() {
        if (period == null) {
            super.run();
        } else if (runAndReset()) {
            due = due.plus(period);
            scheduler.addAgain(this);
        }
    }

    @Override
    public boolean isPeriodic() {
        return period != null;
    }

    @Override
    public long getDelay(TimeUnit unit) {
        return unit.convert(Duration.between(time.now(), due));
    }

    @Override
    public int compareTo(Delayed other) {
        return ORDER.compare(this, (SteppedTask<?>) other);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
