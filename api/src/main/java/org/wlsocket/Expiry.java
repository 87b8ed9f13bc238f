// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Drops messages that wait longer than their time to live (R8). One timer for each socket: all its messages
 * live as long, so none expires before the one that the timer was set for.
 */
final class Expiry {

    private final SocketLife life;
    private final SocketLock lock;
    private final Kernel kernel;

    /**
     * Guarded by the lock: the timer that is set, or is about to be; its identity tells it from earlier ones.
     */
    private @Nullable Alarm timer;

    Expiry(SocketLife life, SocketLock lock, Kernel kernel) {
        this.life = life;
        this.lock = lock;
        this.kernel = kernel;
    }

    /**
     * Called with the lock when a message may wait. {@return what sets the timer, without the lock; null for
     * none}
     */
    @Nullable Runnable watch() {
        Instant next = life.outbox().nextExpiry();
        if (next == null || timer != null) {
            return null;
        }
        Alarm made = new Alarm();
        timer = made;
        return () -> {
            Duration left = Duration.between(kernel.now(), next);
            made.set(kernel, left.isNegative() ? Duration.ZERO : left, () -> ring(made));
        };
    }

    /**
     * Nothing waits any more; called with the lock. {@return the timer that is to be cancelled without it}
     */
    @Nullable Alarm end() {
        Alarm last = timer;
        timer = null;
        return last;
    }

    private void ring(Alarm rung) {
        List<Runnable> after;
        Runnable again;
        Aftermath aftermath = Aftermath.NOTHING;
        @Nullable Link link;
        lock.lock();
        try {
            if (timer != rung) {
                return;
            }
            timer = null;
            link = life.link();
            after = life.outbox().dropExpired(kernel.now());
            again = watch();
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
        if (again != null) {
            again.run();
        }
    }
}
