// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import org.jspecify.annotations.Nullable;

/** Where the events of a socket wait: for its listener, or, for a socket without one, messages for {@code receive}. */
final class Inbox {

    private final SocketLock lock;
    private final Counters counters;
    private final EventQueue queue;

    /** Null for a socket that is read. */
    private final @Nullable Mailbox mailbox;

    Inbox(
            SocketLock lock,
            Counters counters,
            SocketOptions.Bound bound,
            java.util.function.Function<EventQueue, @Nullable Mailbox> mailbox) {
        this.lock = lock;
        this.counters = counters;
        this.queue = new EventQueue(bound);
        this.mailbox = mailbox.apply(queue);
    }

    boolean hasListener() {
        return mailbox != null;
    }

    /** {@return whether the calling thread is inside the listener} */
    boolean isDelivering() {
        return mailbox != null && mailbox.isDelivering();
    }

    /** Called with the lock. */
    boolean hasRoomFor(int size) {
        return queue.hasRoomFor(size);
    }

    /** Called with the lock. {@return whether {@link #dispatch} must be called without it} */
    boolean add(SocketEvent event) {
        if (mailbox == null) {
            return false;
        }
        queue.add(event);
        return mailbox.wake();
    }

    /** Called with the lock. {@return whether {@link #dispatch} must be called without it} */
    boolean addMessage(SocketEvent.Message message, int size) {
        counters.received++;
        queue.addMessage(message, size);
        lock.changed();
        return mailbox != null && mailbox.wake();
    }

    /** Called with the lock, for a socket that is read. */
    SocketEvent.@Nullable Message poll() {
        if (queue.poll() instanceof SocketEvent.Message message) {
            lock.changed();
            return message;
        }
        return null;
    }

    /** Called with the lock. */
    void dropMessages() {
        queue.dropMessages();
    }

    /** Called with the lock. */
    int undelivered() {
        return queue.messages();
    }

    /** Called without the lock. */
    void dispatch() {
        if (mailbox != null) {
            mailbox.dispatch();
        }
    }

    /** Called with the lock. {@return whether no event waits for the listener and none is being delivered} */
    boolean isIdle() {
        return mailbox == null || mailbox.isIdle();
    }
}
