// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * A limit that is started and ended often but seldom passes: its timer stays set, and when it rings, what is left is
 * waited for again. So a busy link sets one timer for each length of the limit, not one for each message.
 */
final class Limit {

    private final Kernel kernel;
    private final Duration length;
    private final Runnable ring;

    /** Guarded by the socket's lock; null while the limit is not running. */
    private @Nullable Instant since;

    /** Guarded by the socket's lock: whether a timer is set, or is about to be. */
    private boolean set;

    private volatile @Nullable Future<?> timer;

    /**
     * Makes a limit that is not running.
     *
     * @param ring called on the executor, without the lock, when the timer rings; asks {@link #hasPassed}
     */
    Limit(Kernel kernel, Duration length, Runnable ring) {
        this.kernel = kernel;
        this.length = length;
        this.ring = ring;
    }

    /** Starts, or starts again; called with the lock. {@return whether {@link #set()} must be called without it} */
    boolean start() {
        since = kernel.now();
        boolean needed = !set;
        set = true;
        return needed;
    }

    /** Called with the lock. */
    boolean isRunning() {
        return since != null;
    }

    /** Ends; called with the lock. */
    void stop() {
        since = null;
    }

    /** Sets the timer to the full length; called without the lock. */
    void set() {
        timer = kernel.after(length, ring);
    }

    /** Sets the timer to what is left; called without the lock. */
    void set(Duration left) {
        timer = kernel.after(left, ring);
    }

    /** Spares the timer of a link that is over; called without the lock. */
    void cancel() {
        Future<?> set = timer;
        if (set != null) {
            set.cancel(false);
        }
    }

    /**
     * The timer rang; called with the lock.
     *
     * @return null when the limit is not running; zero when it has passed; else what is left, and {@link #set(Duration)}
     *     must be called without the lock
     */
    @Nullable Duration left() {
        Instant start = since;
        if (start == null) {
            set = false;
            return null;
        }
        Duration left = length.minus(Duration.between(start, kernel.now()));
        if (left.isNegative() || left.isZero()) {
            since = null;
            set = false;
            return Duration.ZERO;
        }
        return left;
    }
}
