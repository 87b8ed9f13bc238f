// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One thread, made when it is first needed, that looks again and again at what no container reports. */
final class Watch {

    private static final System.Logger LOG = System.getLogger("org.wlsocket.tyrus");
    private static final long PACE_MILLIS = 25;
    private static final Duration END_LIMIT = Duration.ofSeconds(2);

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "wlsocket-tyrus-watch");
        thread.setDaemon(true);
        return thread;
    });

    Watch() {
        timer.setRemoveOnCancelPolicy(true);
    }

    /** {@return the timer of this thread, for tasks that are as short as looks} */
    ScheduledExecutorService timer() {
        return timer;
    }

    /** Looks about forty times a second until it is cancelled. {@return null when the watch is closed} */
    @Nullable Future<?> begin(Runnable look) {
        try {
            return timer.scheduleWithFixedDelay(
                    guarded(look), PACE_MILLIS, PACE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            return null;
        }
    }

    /** What a look throws would end it in silence; told of once, because it may throw each time. */
    private static Runnable guarded(Runnable look) {
        AtomicBoolean told = new AtomicBoolean();
        return () -> {
            try {
                look.run();
            } catch (RuntimeException | Error e) {
                if (told.compareAndSet(false, true)) {
                    LOG.log(System.Logger.Level.WARNING, "a look at a connection failed; it goes on", e);
                }
            }
        };
    }

    /** Ends one look; may be called by the look itself. */
    static void end(@Nullable Future<?> look) {
        if (look != null) {
            look.cancel(false);
        }
    }

    void close() {
        timer.shutdownNow();
        try {
            timer.awaitTermination(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
