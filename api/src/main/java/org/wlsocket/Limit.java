// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A limit that is started and ended often but seldom passes: its timer stays set, and when it rings, what is
 * left is waited for again. So a busy link sets one timer for each length of the limit, not one for each
 * message.
 */
final class Limit {

    private final Kernel kernel;
    private final SocketLock lock;
    private final Duration length;
    private final Runnable passed;
    private final Alarm timer = new Alarm();

    /** Guarded by the lock; null while the limit is not running. */
    private @Nullable Instant since;

    /** Guarded by the lock: whether a timer is set, or is about to be. */
    private boolean set;

    /**
     * Makes a limit that is not running.
     *
     * @param passed called on the executor, without the lock, when the limit has passed
     */
    Limit(Kernel kernel, SocketLock lock, Duration length, Runnable passed) {
        this.kernel = kernel;
        this.lock = lock;
        this.length = length;
        this.passed = passed;
    }

    /**
     * Starts, or starts again; called with the lock. {@return whether
     * {@link #set()} must be called without it}
     */
    boolean start() {
        since = kernel.now();
        boolean needed = !set;
        set = true;
        return needed;
    }

    /** Starts if that is wanted, which is asked with the lock, and sets the timer; called without it. */
    void startIf(BooleanSupplier wanted) {
        boolean needed;
        lock.lock();
        try {
            needed = wanted.getAsBoolean() && start();
        } finally {
            lock.unlock();
        }
        if (needed) {
            set();
        }
    }

    /** Called with the lock. */
    boolean isRunning() {
        return since != null;
    }

    /** Ends; called with the lock. */
    void stop() {
        since = null;
    }

    /** Sets the timer; called without the lock. */
    void set() {
        timer.set(kernel, length, this::ring);
    }

    /** Spares the timer of a link that is over, for good; called without the lock. */
    void cancel() {
        timer.cancel();
    }

    private void ring() {
        Duration left;
        lock.lock();
        try {
            left = left();
            set = left != null && !left.isZero();
            since = set ? since : null;
        } finally {
            lock.unlock();
        }
        if (left != null && left.isZero()) {
            passed.run();
        } else if (left != null) {
            timer.set(kernel, left, this::ring);
        }
    }

    /** {@return null when the limit is not running, zero when it has passed} */
    private @Nullable Duration left() {
        if (since == null) {
            return null;
        }
        Duration left = length.minus(Duration.between(since, kernel.now()));
        return left.isNegative() ? Duration.ZERO : left;
    }
}
