// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The connections of one server, counted from what the connections themselves know to be true. */
final class ConnectionLedger {
    /** A peer that goes while nobody reads wakes nobody: it has to be looked for. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<ScriptedConnection> all = new ArrayList<>(); // guarded by lock
    private long changes; // guarded by lock
    private int handshaken; // guarded by lock
    private int maxLiveHandshaken; // guarded by lock

    void add(ScriptedConnection connection) {
        locked(() -> all.add(connection));
        changed();
    }

    List<ScriptedConnection> all() {
        return locked(() -> List.copyOf(all));
    }

    /**
     * One more link is handshaken by {@code mark}. Links that have gone by now are not counted beside it.
     */
    void handshaken(Runnable mark) {
        probeAll();
        locked(() -> {
            mark.run();
            handshaken++;
            maxLiveHandshaken = Math.max(maxLiveHandshaken, count(true));
            return handshaken;
        });
        changed();
    }

    private void probeAll() {
        all().forEach(ScriptedConnection::isLive);
    }

    private int count(boolean handshakenOnly) {
        return (int) all.stream()
                .filter(ScriptedConnection::isKnownLive)
                .filter(each -> !handshakenOnly || each.isHandshaken())
                .count();
    }

    int live() {
        probeAll();
        return locked(() -> count(false));
    }

    int handshaken() {
        return locked(() -> handshaken);
    }

    int maxLiveHandshaken() {
        return locked(() -> maxLiveHandshaken);
    }

    /** Something that is counted may have changed. */
    void changed() {
        locked(() -> {
            changes++;
            changed.signalAll();
            return changes;
        });
    }

    /** Waits until the condition holds; false when it does not in time. It is asked without the lock. */
    boolean await(BooleanSupplier condition, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        long seen = locked(() -> changes);
        boolean holds = condition.getAsBoolean();
        while (!holds && System.nanoTime() - deadline < 0) {
            seen = awaitChange(seen);
            holds = condition.getAsBoolean();
        }
        return holds;
    }

    private long awaitChange(long seen) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = LOOK_NANOS;
            while (changes == seen && left > 0) {
                left = changed.awaitNanos(left);
            }
            return changes;
        } finally {
            lock.unlock();
        }
    }

    private <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }
}
