// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A call on a thread of its own, which ends with the test. */
final class Background<T extends @Nullable Object> implements AutoCloseable {

    private final FutureTask<T> task;
    private final Thread thread;

    private Background(Callable<T> call) {
        task = new FutureTask<>(call);
        thread = new Thread(task, "background");
        thread.setDaemon(true);
        thread.start();
    }

    static <T extends @Nullable Object> Background<T> call(Callable<T> call) {
        return new Background<>(call);
    }

    /** Waits until the call waits for something. */
    Background<T> awaitBlocked() {
        Patience.until("the call waits", () -> switch (thread.getState()) {
            case WAITING, TIMED_WAITING -> true;
            default -> false;
        });
        return this;
    }

    void interrupt() {
        thread.interrupt();
    }

    boolean isOver() {
        return task.isDone();
    }

    T result() {
        return result(Patience.LIMIT);
    }

    T result(Duration limit) {
        try {
            return outcome(limit);
        } catch (ExecutionException e) {
            throw new AssertionError("expected a result, found an exception", e.getCause());
        }
    }

    /** What the call threw. */
    Throwable exception() {
        try {
            throw new AssertionError("expected an exception, found " + outcome(Patience.LIMIT));
        } catch (ExecutionException e) {
            return Objects.requireNonNull(e.getCause());
        }
    }

    private T outcome(Duration limit) throws ExecutionException {
        try {
            return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("expected the call to end within " + limit + ", found it waiting", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for the call", e);
        }
    }

    /** Ends the call. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(Patience.LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
