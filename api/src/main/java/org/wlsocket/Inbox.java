// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where the events of a socket wait: for its listener, or, for a socket without one, messages for
 * {@code receive}.
 */
final class Inbox {

    private final SocketLock lock;
    private final Counters counters;
    private final SocketOptions.Bound bound;
    private final EventQueue queue;

    /** Null for a socket that is read. */
    private final @Nullable Mailbox mailbox;

    /**
     * Guarded by the lock: the messages of a link that is being made ready, for a socket that is read; else
     * null.
     */
    private @Nullable EventQueue replies;

    Inbox(
            SocketLock lock,
            Counters counters,
            SocketOptions.Bound bound,
            Function<EventQueue, @Nullable Mailbox> mailbox) {
        this.lock = lock;
        this.counters = counters;
        this.bound = bound;
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

    // ---- called with the lock ----

    boolean hasRoomFor(int size) {
        return (replies == null ? queue : replies).hasRoomFor(size);
    }

    /** {@return whether {@link #dispatch} must be called without the lock} */
    boolean add(SocketEvent event) {
        if (mailbox == null) {
            return false;
        }
        queue.add(event);
        return mailbox.wake();
    }

    /**
     * Has a task run between the events. {@return whether {@link #dispatch} must be called without the lock}
     */
    boolean addTask(Runnable task) {
        queue.addTask(task);
        return mailbox != null && mailbox.wake();
    }

    /** {@return whether {@link #dispatch} must be called without the lock} */
    boolean addMessage(SocketEvent.Message message, int size, Instant now) {
        counters.receive(size, now);
        (replies == null ? queue : replies).addMessage(message, size);
        lock.changed();
        return mailbox != null && mailbox.wake();
    }

    /** From now on messages are for {@link #pollReply}. */
    void beginReplies() {
        replies = new EventQueue(bound);
    }

    /** From now on messages are for {@link #poll} again, those that nobody has taken too. */
    void endReplies() {
        if (replies != null) {
            queue.addAll(replies);
            replies = null;
        }
    }

    SocketEvent.@Nullable Message poll() {
        return pollFrom(queue);
    }

    SocketEvent.@Nullable Message pollReply() {
        return replies == null ? null : pollFrom(replies);
    }

    private SocketEvent.@Nullable Message pollFrom(EventQueue from) {
        EventQueue.Entry entry = from.poll();
        if (entry != null && entry.event() instanceof SocketEvent.Message message) {
            lock.changed();
            return message;
        }
        return null;
    }

    void dropMessages() {
        queue.dropMessages();
        if (replies != null) {
            replies.dropMessages();
        }
    }

    int undelivered() {
        return queue.messages() + (replies == null ? 0 : replies.messages());
    }

    /** {@return whether no event waits for the listener and none is being delivered} */
    boolean isIdle() {
        return mailbox == null || mailbox.isIdle();
    }

    // ---- called without the lock ----

    void dispatch() {
        if (mailbox != null) {
            mailbox.dispatch();
        }
    }

    /** Goes on with the next event on another thread if this task does not return. */
    void leave(Runnable task) {
        if (mailbox != null) {
            mailbox.leave(task);
        }
    }
}
