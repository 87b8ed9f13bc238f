// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wlsocket.Delivery.DropReason;

/**
 * What goes out on one link: control frames, then what its preparation sends, then, once it is ready, the
 * outbox; and the few writes that are outstanding on its wire. Guarded by the socket's lock.
 */
final class LinkOutbox {

    private final Outbox outbox;
    private final SocketOptions.Bound bound;
    private final Deque<Outgoing> urgent = new ArrayDeque<>();
    private final Deque<OutgoingMessage> preparing = new ArrayDeque<>();
    private final List<Outgoing> outstanding = new ArrayList<>(1);

    /** Those of the outstanding whose write has failed on this link. */
    private final List<Outgoing> failed = new ArrayList<>(1);

    private long preparingBytes;
    private boolean ready;

    LinkOutbox(Outbox outbox, SocketOptions.Bound bound) {
        this.outbox = outbox;
        this.bound = bound;
    }

    /** {@return what the opening to which the link belongs has to send} */
    Outbox messages() {
        return outbox;
    }

    /** From now on the messages of the outbox go out too. */
    void ready() {
        ready = true;
    }

    /** Takes what goes out ahead of the messages that wait (RFC 6455 section 5.5: control frames). */
    void offerUrgent(Outgoing control) {
        urgent.add(control);
    }

    /**
     * Takes what the preparation sends; bounded like the outbox, beside it. {@return null when it was taken}
     */
    @Nullable RefusedDelivery offerPreparing(OutgoingMessage message) {
        if (outbox.isTooLarge(message)) {
            return RefusedDelivery.TOO_LARGE;
        }
        if (preparing.size() >= bound.messages() || preparingBytes + message.size() > bound.bytes()) {
            return RefusedDelivery.BUFFER_FULL;
        }
        message.bindToLink();
        outbox.count(message);
        preparing.add(message);
        preparingBytes += message.size();
        return null;
    }

    /**
     * {@return the next to write, which is outstanding from now on; null when nothing waits or the window is
     * full}
     */
    @Nullable Outgoing next(int window) {
        Outgoing next = outstanding.size() < window ? poll() : null;
        if (next != null) {
            outstanding.add(next);
        }
        return next;
    }

    private @Nullable Outgoing poll() {
        if (!urgent.isEmpty()) {
            return urgent.poll();
        }
        OutgoingMessage prepared = preparing.poll();
        if (prepared != null) {
            preparingBytes -= prepared.size();
            return prepared;
        }
        return ready ? outbox.poll() : null;
    }

    /** {@return whether {@link #next} would give something} */
    boolean hasNext(int window) {
        return outstanding.size() < window && hasWaiting();
    }

    private boolean hasWaiting() {
        return !urgent.isEmpty() || !preparing.isEmpty() || ready && outbox.hasWaiting();
    }

    boolean hasOutstanding() {
        return !outstanding.isEmpty();
    }

    boolean isEmpty() {
        return outstanding.isEmpty() && !hasWaiting();
    }

    /**
     * A write has ended. A message whose write has failed stays outstanding: the link is about to end, and
     * then it is in doubt like the others.
     *
     * @return what to run without the lock; null when the entry has had its outcome before
     */
    @Nullable Runnable ended(Outgoing entry, @Nullable Throwable failure) {
        if (!outstanding.contains(entry) || failed.contains(entry)) {
            return null;
        }
        if (entry instanceof OutgoingMessage message) {
            if (failure != null) {
                failed.add(entry);
                message.doubt(DropReason.WRITE_FAILED);
                return OutgoingMessage.NOBODY_WAITS;
            }
            outstanding.remove(entry);
            return outbox.written(message);
        }
        outstanding.remove(entry);
        return ((Ping) entry).ended(failure);
    }

    /** The link is over. {@return what to run without the lock} */
    List<Runnable> end(DropReason reason) {
        List<OutgoingMessage> cut = new ArrayList<>();
        for (Outgoing entry : outstanding) {
            if (entry instanceof OutgoingMessage message) {
                cut.add(message);
            }
        }
        List<Runnable> after = new ArrayList<>(outbox.linkEnded(cut));
        preparing.forEach(message -> outbox.drop(message, reason, after));
        // A writer that is under way still asks for the next: it must not take what the next link is to
        // write.
        ready = false;
        outstanding.clear();
        failed.clear();
        urgent.clear();
        preparing.clear();
        return after;
    }
}
