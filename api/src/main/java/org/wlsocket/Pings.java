// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The pings of one link whose pongs have not come. */
final class Pings {

    private final Kernel kernel;
    private final SocketLock lock;
    private final Counters counters;
    private final Duration limit;

    /** Guarded by the lock. */
    private final Map<Long, Ping> awaited = new HashMap<>();

    /** Guarded by the lock. */
    private long lastId;


    Pings(Kernel kernel, SocketLock lock, Counters counters, Duration limit) {
        this.kernel = kernel;
        this.lock = lock;
        this.counters = counters;
        this.limit = limit;
    }

    /** Called with the lock. */
    Ping create(Ping.Watch watch) {
        Ping ping = new Ping(++lastId, kernel.now(), watch);
        awaited.put(lastId, ping);
        return ping;
    }

    /** Limits the wait for a pong; called without the lock. */
    void limit(Ping ping) {
        ping.alarm().set(kernel, limit, () -> limitPassed(ping));
    }

    /** Nobody waits for this pong any more; called without the lock. */
    void forget(Ping ping) {
        lock.lock();
        try {
            awaited.values().remove(ping);
        } finally {
            lock.unlock();
        }
    }

    /** A pong came, perhaps one that nobody asked for; called without the lock. */
    void pong(ByteBuffer payload) {
        Instant now = kernel.now();
        Ping answered;
        lock.lock();
        try {
            counters.lastInbound = now;
            answered = payload.remaining() == Long.BYTES
                    ? awaited.remove(payload.getLong(payload.position()))
                    : null;
            if (answered != null) {
                counters.roundTrip = answered.age(now);
            }
        } finally {
            lock.unlock();
        }
        if (answered != null) {
            kernel.execute(() -> answered.answered(answered.age(now)));
        }
    }

    /** The link is over; called with the lock. {@return what is to be run without it} */
    List<Runnable> end(LinkState.Over over) {
        List<Runnable> tasks = new ArrayList<>();
        for (Ping ping : awaited.values()) {
            tasks.add(() -> ping.fail(new NamedSocketException.Ended(
                    "expected a pong, found that the link ended first; see the state of the socket",
                    SocketState.Closed.of(over.status(), over.cause()))));
        }
        awaited.clear();
        return tasks;
    }

    private void limitPassed(Ping ping) {
        boolean late;
        lock.lock();
        try {
            late = awaited.values().remove(ping);
        } finally {
            lock.unlock();
        }
        if (late) {
            ping.fail(new NamedSocketException.TimedOut(
                    "expected a pong within " + limit + ", found none; the peer may be gone"));
        }
    }
}
