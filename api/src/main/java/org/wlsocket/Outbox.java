// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wlsocket.Delivery.DropReason;
import org.wlsocket.Delivery.Outcome;

/**
 * The messages of a socket that are accepted and not written: those that wait, in order, and, counted only,
 * those that a link is writing. It outlives the links. Each message gets exactly one outcome (C5). Guarded by
 * the socket's lock.
 */
final class Outbox {

    private static final Outcome WRITTEN = new Outcome.Written();

    private final String socketName;
    private final SocketOptions.Bound bound;
    private final OfflineQueue queue;
    private final Counters counters;
    private final InstantSource clock;
    private final Deque<OutgoingMessage> waiting = new ArrayDeque<>();
    private int messages;
    private long bytes;

    /** Null until the socket is drained. */
    private @Nullable Map<Long, UnwrittenMessage> unwritten;

    Outbox(String socketName, SocketOptions options, Counters counters, InstantSource clock) {
        this.socketName = socketName;
        this.bound = options.sendBuffer();
        this.queue = options.queue();
        this.counters = counters;
        this.clock = clock;
    }

    /** Takes a message for a link that is ready. {@return null when it was taken} */
    @Nullable RefusedDelivery offer(OutgoingMessage message) {
        if (isTooLarge(message)) {
            return RefusedDelivery.TOO_LARGE;
        }
        if (isFullFor(message)) {
            return RefusedDelivery.BUFFER_FULL;
        }
        count(message);
        queue.timeToLive().ifPresent(life -> message.expiresAt(clock.instant().plus(life)));
        waiting.add(message);
        return null;
    }

    /** Takes a message for a link to come (R8); what it displaces is added to {@code after}. */
    @Nullable RefusedDelivery offerOffline(OutgoingMessage message, List<Runnable> after) {
        if (!queue.isEnabled()) {
            return RefusedDelivery.NOT_OPEN;
        }
        if (queue.overflow() == OfflineQueue.Overflow.DROP_OLDEST && fitsWithoutWaiting(message)) {
            while (isFullFor(message)) {
                drop(waiting.remove(), DropReason.OVERFLOW, after);
            }
        }
        return offer(message);
    }

    /** Nothing is displaced in vain: what a preparation sends takes room too, and stays. */
    private boolean fitsWithoutWaiting(OutgoingMessage message) {
        if (messages == waiting.size()) {
            return !isTooLarge(message);
        }
        long others = bytes - waiting.stream().mapToLong(OutgoingMessage::size).sum();
        return messages - waiting.size() < bound.messages() && others + message.size() <= bound.bytes();
    }

    /** Counts a message that waits elsewhere. */
    void count(OutgoingMessage message) {
        messages++;
        bytes += message.size();
        counters.accept(message);
    }

    boolean isTooLarge(OutgoingMessage message) {
        return message.size() > bound.bytes();
    }

    boolean isFullFor(OutgoingMessage message) {
        return messages >= bound.messages() || bytes + message.size() > bound.bytes();
    }

    boolean keepsMessages() {
        return queue.isEnabled();
    }

    boolean hasWaiting() {
        return !waiting.isEmpty();
    }

    int waiting() {
        return waiting.size();
    }

    /** {@return the next to write; null when none waits} It stays counted until it is settled or put back. */
    @Nullable OutgoingMessage poll() {
        return waiting.poll();
    }

    /** A link has ended while it was writing these, in this order. {@return what to run without the lock} */
    List<Runnable> linkEnded(List<OutgoingMessage> outstanding) {
        List<Runnable> after = new ArrayList<>();
        List<OutgoingMessage> again = new ArrayList<>();
        for (OutgoingMessage message : outstanding) {
            counters.inDoubt++;
            message.doubt(message.doubt() == null ? DropReason.IN_DOUBT : message.doubt());
            if (queue.isEnabled() && queue.resendsInDoubt() && !message.isForOneLink()) {
                again.add(message);
            } else {
                drop(message, DropReason.IN_DOUBT, after);
            }
        }
        Collections.reverse(again);
        again.forEach(waiting::addFirst);
        return after;
    }

    /** No link will write what waits. {@return what to run without the lock} */
    List<Runnable> dropWaiting(DropReason reason) {
        List<Runnable> after = new ArrayList<>();
        for (OutgoingMessage message = waiting.poll(); message != null; message = waiting.poll()) {
            drop(message, reason, after);
        }
        return after;
    }

    /** Drops what waits too long. {@return what to run without the lock} */
    List<Runnable> dropExpired(Instant now) {
        List<Runnable> after = new ArrayList<>();
        waiting.removeIf(message -> {
            Instant expiry = message.expiry();
            boolean expired = expiry != null && !expiry.isAfter(now);
            if (expired) {
                drop(message, DropReason.EXPIRED, after);
            }
            return expired;
        });
        return after;
    }

    /** {@return when the first message that waits expires; null when none does} */
    @Nullable Instant nextExpiry() {
        OutgoingMessage first = waiting.peek();
        return first == null ? null : first.expiry();
    }

    /** {@return what to run without the lock} */
    Runnable written(OutgoingMessage message) {
        return settle(message, WRITTEN);
    }

    /**
     * What may have reached the peer is never dropped for another reason. What is to run unlocked is added.
     */
    void drop(OutgoingMessage message, DropReason reason, List<Runnable> after) {
        DropReason known = message.doubt() == null ? reason : message.doubt();
        if (unwritten != null) {
            unwritten.put(message.number(), message.unwritten(socketName, known));
        }
        Runnable waiter = settle(message, new Outcome.Dropped(known));
        if (waiter != OutgoingMessage.NOBODY_WAITS) {
            after.add(waiter);
        }
    }

    private Runnable settle(OutgoingMessage message, Outcome outcome) {
        messages--;
        bytes -= message.size();
        counters.settle(message, outcome);
        return message.settle(outcome);
    }

    /** From now on what is dropped is added here, by its place in the order of acceptance. */
    void collectUnwritten(Map<Long, UnwrittenMessage> into) {
        unwritten = into;
    }
}
