// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The calls that wait: finite, ended by the socket's end, refused where they could never end (C1). */
final class SocketWaits {

    private final ManagedSocket socket;
    private final SocketLock lock;
    private final Inbox inbox;

    SocketWaits(ManagedSocket socket, SocketLock lock, Inbox inbox) {
        this.socket = socket;
        this.lock = lock;
        this.inbox = inbox;
    }

    void awaitOpen(Duration limit) {
        long left = SocketLock.nanos(Checks.notNegative(limit, "time to wait"));
        refuseInsideListener("awaitOpen");
        lock.lock();
        try {
            while (!(socket.currentState() instanceof SocketState.Open)) {
                if (!socket.isLiving()) {
                    throw socket.ended("expected the socket \"" + socket.name() + "\" to open");
                }
                if (left <= 0) {
                    throw new NamedSocketException.TimedOut("expected the socket \"" + socket.name()
                            + "\" to open within " + limit + ", found it " + socket.currentState()
                            + "; wait longer, or close it");
                }
                left = await(left);
            }
        } finally {
            lock.unlock();
        }
    }

    Optional<SocketEvent.Message> receive(Duration limit) {
        return receive(limit, inbox::poll, socket::isLiving);
    }

    Optional<SocketEvent.Message> receiveReply(Duration limit, BooleanSupplier preparing) {
        // The replies are those of the newest link, which need not be the one that asks.
        return receive(limit, () -> preparing.getAsBoolean() ? inbox.pollReply() : null, preparing);
    }

    private Optional<SocketEvent.Message> receive(
            Duration limit, Supplier<SocketEvent.@Nullable Message> poll, BooleanSupplier mayCome) {
        long left = SocketLock.nanos(Checks.notNegative(limit, "time to wait"));
        if (inbox.hasListener()) {
            throw new NamedSocketException.NotAllowed(
                    "expected a socket without a listener, found \"" + socket.name()
                    + "\" with one, which gets its messages; connect it without a listener to read it");
        }
        lock.lock();
        try {
            for (; ; left = await(left)) {
                SocketEvent.Message message = poll.get();
                if (message != null) {
                    return Optional.of(message);
                }
                if (!mayCome.getAsBoolean()) {
                    throw socket.ended("expected a message on the socket \"" + socket.name() + "\"");
                }
                if (left <= 0) {
                    return Optional.empty();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Offers a message again and again while there is no room for it. */
    Delivery send(OutgoingMessage message, Duration limit, Supplier<Delivery> offer) {
        long left = SocketLock.nanos(Checks.notNegative(limit, "time to wait"));
        refuseInsideListener("send with a time to wait");
        Delivery delivery = offer.get();
        while (delivery == RefusedDelivery.BUFFER_FULL && left > 0) {
            left = awaitRoomFor(message, left);
            delivery = offer.get();
        }
        return delivery;
    }

    private long awaitRoomFor(OutgoingMessage message, long nanos) {
        long left = nanos;
        lock.lock();
        try {
            while (left > 0 && socket.isFullFor(message)) {
                left = await(left);
            }
            return left;
        } finally {
            lock.unlock();
        }
    }

    private void refuseInsideListener(String call) {
        if (inbox.isDelivering()) {
            throw new NamedSocketException.NotAllowed("expected " + call + " outside the listener of the"
                    + " socket \""
                    + socket.name() + "\", found it inside, where it could never end; call it from another"
                    + " thread");
        }
    }

    private long await(long nanos) {
        try {
            return lock.await(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NamedSocketException.Interrupted(
                    "expected to wait on the socket \"" + socket.name()
                            + "\", found the thread interrupted; nothing was changed",
                    e);
        }
    }
}
