// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Drops messages that wait longer than their time to live (R8). One timer for each socket, set while any can expire. */
final class Expiry {

    private final SocketLife life;
    private final SocketLock lock;
    private final Kernel kernel;

    /** Guarded by the lock: whether a timer is set, or is about to be. */
    private boolean set;

    Expiry(SocketLife life, SocketLock lock, Kernel kernel) {
        this.life = life;
        this.lock = lock;
        this.kernel = kernel;
    }

    /** Called with the lock. {@return whether {@link #set()} must be called without it} */
    boolean mustBeSet() {
        boolean needed = !set && life.outbox().nextExpiry() != null;
        set |= needed;
        return needed;
    }

    /** Sets the timer; called without the lock. */
    void set() {
        Instant next;
        lock.lock();
        try {
            next = life.outbox().nextExpiry();
            set = next != null;
        } finally {
            lock.unlock();
        }
        if (next != null) {
            Duration left = Duration.between(kernel.now(), next);
            kernel.later(left.isNegative() ? Duration.ZERO : left, this::ring);
        }
    }

    private void ring() {
        Instant now = kernel.now();
        List<Runnable> after;
        Aftermath aftermath = Aftermath.NOTHING;
        @Nullable Link link;
        lock.lock();
        try {
            link = life.link();
            after = life.outbox().dropExpired(now);
            lock.changed();
            if (link != null && link.writer().isDone()) {
                aftermath = link.writerRests();
            }
        } finally {
            lock.unlock();
        }
        after.forEach(kernel::execute);
        if (link != null) {
            link.finish(aftermath);
        }
        set();
    }
}
