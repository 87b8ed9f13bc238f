// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wlsocket.Delivery.DropReason;
import org.wlsocket.Delivery.Outcome;

/**
 * What one link has to write: a bounded queue and the few writes that are outstanding on its wire. Each entry gets
 * exactly one outcome (C5). Guarded by the socket's lock.
 */
final class Outbox {

    private static final Outcome WRITTEN = new Outcome.Written();

    private final SocketOptions.Bound bound;
    private final Counters counters;
    private final Deque<Outgoing> urgent = new ArrayDeque<>();
    private final Deque<Outgoing> waiting = new ArrayDeque<>();
    private final List<Outgoing> outstanding = new ArrayList<>(1);
    private int messages;
    private long bytes;

    Outbox(SocketOptions.Bound bound, Counters counters) {
        this.bound = bound;
        this.counters = counters;
    }

    /** {@return null when the message was taken} */
    @Nullable RefusedDelivery offer(OutgoingMessage message) {
        if (message.size() > bound.bytes()) {
            return RefusedDelivery.TOO_LARGE;
        }
        if (isFullFor(message)) {
            return RefusedDelivery.BUFFER_FULL;
        }
        messages++;
        bytes += message.size();
        counters.accept(message);
        waiting.add(message);
        return null;
    }

    boolean isFullFor(OutgoingMessage message) {
        return messages >= bound.messages() || bytes + message.size() > bound.bytes();
    }

    /** Takes what goes out ahead of the messages that wait (RFC 6455 section 5.5: control frames). */
    void offerUrgent(Outgoing control) {
        urgent.add(control);
    }

    /** {@return the next to write, which is outstanding from now on; null when nothing waits or the window is full} */
    @Nullable Outgoing next(int window) {
        if (outstanding.size() >= window) {
            return null;
        }
        Outgoing next = urgent.isEmpty() ? waiting.poll() : urgent.poll();
        if (next != null) {
            outstanding.add(next);
        }
        return next;
    }

    /** {@return whether {@link #next} would give something} */
    boolean hasNext(int window) {
        return outstanding.size() < window && !(urgent.isEmpty() && waiting.isEmpty());
    }

    boolean isOutstanding(Outgoing entry) {
        return outstanding.contains(entry);
    }

    boolean hasOutstanding() {
        return !outstanding.isEmpty();
    }

    boolean isEmpty() {
        return urgent.isEmpty() && waiting.isEmpty() && outstanding.isEmpty();
    }

    /** {@return what to run without the lock; null when the entry has had its outcome before} */
    @Nullable Runnable ended(Outgoing entry, @Nullable Throwable failure) {
        if (!outstanding.remove(entry)) {
            return null;
        }
        return settle(entry, failure == null ? WRITTEN : new Outcome.Dropped(DropReason.WRITE_FAILED));
    }

    /** The link is over. {@return what to run without the lock} */
    List<Runnable> dropAll(DropReason reason) {
        List<Runnable> after = new ArrayList<>();
        Outcome inDoubt = new Outcome.Dropped(DropReason.IN_DOUBT);
        outstanding.forEach(entry -> after.add(settle(entry, inDoubt)));
        Outcome dropped = new Outcome.Dropped(reason);
        urgent.forEach(entry -> after.add(settle(entry, dropped)));
        waiting.forEach(entry -> after.add(settle(entry, dropped)));
        outstanding.clear();
        urgent.clear();
        waiting.clear();
        after.removeIf(nobody -> nobody == OutgoingMessage.NOBODY_WAITS);
        return after;
    }

    private Runnable settle(Outgoing entry, Outcome outcome) {
        if (entry instanceof OutgoingMessage message) {
            messages--;
            bytes -= message.size();
            counters.settle(message, outcome);
        }
        return entry.settle(outcome);
    }
}
