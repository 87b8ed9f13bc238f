// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The one lock of a socket, and the one condition on which its waiters wait. No foreign code runs under it.
 */
final class SocketLock {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /** Guarded by this lock; spares the busy paths a signal that nobody waits for. */
    private int waiters;

    void lock() {
        lock.lock();
    }

    void unlock() {
        lock.unlock();
    }

    /** Wakes every waiter. */
    void changed() {
        if (waiters > 0) {
            changed.signalAll();
        }
    }

    /**
     * Waits for a change.
     *
     * @return what is left of the time in nanoseconds
     */
    @SuppressWarnings("WaitNotInLoop") // every caller loops over its own condition
    long await(long nanos) throws InterruptedException {
        waiters++;
        try {
            return changed.awaitNanos(nanos);
        } finally {
            waiters--;
        }
    }

    /** Waits for a change on a thread that is not ours to interrupt; its flag stays as it is. */
    @SuppressWarnings("WaitNotInLoop") // every caller loops over its own condition
    void awaitUninterruptibly() {
        waiters++;
        try {
            changed.awaitUninterruptibly();
        } finally {
            waiters--;
        }
    }

    static long nanos(java.time.Duration duration) {
        return TimeUnit.NANOSECONDS.convert(duration);
    }
}
