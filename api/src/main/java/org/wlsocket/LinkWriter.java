// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.wlsocket.spi.Wire;

/**
 * Starts the writes of one link: one thread at a time, in the order of acceptance. The sender that finds
 * nobody writing does it itself, so that a message on an idle link meets no other thread; the end of a write
 * starts the next.
 */
final class LinkWriter {

    /** So many writes of others a thread starts before it hands over. */
    private static final int TURN = 64;

    private final Link link;
    private final SocketLock lock;
    private final LinkOutbox outbox;
    private final Kernel kernel;
    private final Limit limit;
    private final Duration writeLimit;

    /** Written under the lock; null before the link is open and after it is released. */
    private volatile @Nullable Wire wire;

    /** Guarded by the lock. */
    private int window;

    /** Guarded by the lock: whether some thread starts writes now. */
    private boolean busy;

    /** Since when this side reads again after a time in which it did not; null when there was none. */
    private volatile @Nullable Instant readsSince;

    /** Guarded by the lock: a write has failed, so nothing more goes out on this wire. */
    private boolean broken;

    LinkWriter(Link link, SocketLock lock, LinkOutbox outbox, Kernel kernel, Duration writeLimit) {
        this.link = link;
        this.lock = lock;
        this.outbox = outbox;
        this.kernel = kernel;
        this.writeLimit = writeLimit;
        this.limit = new Limit(kernel, lock, writeLimit, this::limitPassed);
    }

    /** Called with the lock. */
    void use(Wire wire, int window) {
        this.wire = wire;
        this.window = window;
    }

    /** Called with the lock. {@return whether {@link #write} must be called without it} */
    boolean claim() {
        if (busy || broken || !outbox.hasNext(window)) {
            return false;
        }
        busy = true;
        return true;
    }

    /** Called with the lock. {@return whether everything is written and nobody is writing} */
    boolean isDone() {
        return !busy && outbox.isEmpty();
    }

    /** The link is over; called with the lock. */
    void stopLimit() {
        limit.stop();
    }

    /** Nothing of the link is held any more; called with the lock. */
    void forget() {
        wire = null;
    }

    /** The link is over; called without the lock. */
    void cancel() {
        limit.cancel();
    }

    /**
     * Starts what waits; called without the lock by the one thread that has claimed it. A thread that comes
     * with its interrupt flag set keeps it, but the wire does not see it: a channel would be closed by it.
     */
    void write() {
        kernel.callWire(this::writeHere);
    }

    private void writeHere() {
        Uninterrupted.run(() -> writeTurn(true));
    }

    private void writeTurn(boolean flushedBefore) {
        boolean flushed = flushedBefore;
        for (int i = 0; i < TURN; i++) {
            Outgoing next = nextOrRest(flushed);
            if (next != null) {
                start(next);
                flushed = false;
            } else if (flushed) {
                return;
            } else {
                flush();
                flushed = true;
            }
        }
        boolean handedOver = flushed;
        kernel.execute(() -> Uninterrupted.run(() -> writeTurn(handedOver)));
    }

    /** {@return the next to write} Null: nothing can be started; after a flush the writer rests then. */
    private @Nullable Outgoing nextOrRest(boolean flushed) {
        boolean setLimit = false;
        Aftermath after;
        lock.lock();
        try {
            if (outbox.hasOutstanding() && !limit.isRunning() && !broken) {
                setLimit = limit.start();
            }
            Outgoing next = broken ? null : outbox.next(window);
            if (next != null || !flushed) {
                return next;
            }
            busy = false;
            after = link.writerRests();
        } finally {
            lock.unlock();
            if (setLimit) {
                limit.set();
            }
        }
        link.finish(after);
        return null;
    }

    private void start(Outgoing next) {
        Wire to = wire;
        try {
            if (to != null) {
                next.start(to, failure -> ended(next, failure));
            }
        } catch (Throwable t) {
            ended(next, t);
        }
    }

    private void flush() {
        Wire to = wire;
        try {
            if (to != null) {
                to.flush();
            }
        } catch (Throwable t) {
            breakWire(t);
        }
    }

    private void ended(Outgoing entry, @Nullable Throwable failure) {
        boolean write;
        boolean setLimit;
        Runnable waiter;
        Aftermath after = Aftermath.NOTHING;
        lock.lock();
        try {
            waiter = outbox.ended(entry, failure);
            if (waiter == null) {
                return;
            }
            broken |= failure != null;
            setLimit = noteProgress();
            write = claim();
            if (!write && !busy) {
                after = link.writerRests();
            }
            lock.changed();
        } finally {
            lock.unlock();
        }
        if (setLimit) {
            limit.set();
        }
        if (waiter != OutgoingMessage.NOBODY_WAITS) {
            kernel.execute(waiter);
        }
        if (failure != null) {
            link.writeFailed(failure);
        }
        link.finish(after);
        if (write) {
            // The wire itself has come with this thread.
            writeHere();
        }
    }

    /** Called with the lock. {@return whether the limit's timer must be set} */
    private boolean noteProgress() {
        link.noteProgress();
        if (outbox.hasOutstanding() && !broken) {
            return limit.start();
        }
        limit.stop();
        return false;
    }

    private void breakWire(Throwable failure) {
        lock.lock();
        try {
            broken = true;
        } finally {
            lock.unlock();
        }
        link.writeFailed(failure);
    }

    /** This side did not read for a while (E10); called without the lock. */
    void readsAgain() {
        readsSince = kernel.now();
    }

    /** A peer that waits until this side reads may not read either, which is no fault of it. */
    private boolean mayPeerWait() {
        Instant since = readsSince;
        return link.heartbeat().isSuspended()
                || since != null && Duration.between(since, kernel.now()).compareTo(writeLimit) < 0;
    }

    private void limitPassed() {
        if (mayPeerWait()) {
            limit.startIf(() -> outbox.hasOutstanding() && !broken);
            return;
        }
        link.writeLimitPassed(Failure.of(
                Failure.Phase.WRITE,
                Failure.Reason.TIMED_OUT,
                "expected progress of a write within " + writeLimit
                        + ", found none; the peer does not read"));
    }
}
