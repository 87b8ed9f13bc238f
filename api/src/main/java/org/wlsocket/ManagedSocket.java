// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What the application holds: a name, its events and its current link. It owns the one lock, and outlives links. */
final class ManagedSocket implements NamedSocket {

    private final String name;
    private final Destination destination;
    private final SocketOptions options;
    private final SocketRegistry registry;
    private final Kernel kernel;
    private final SocketLock lock = new SocketLock();
    private final Counters counters = new Counters();
    private final Inbox inbox;
    private final SocketWaits waits;

    /** Guarded by the lock; null until the socket is opened first. */
    private @Nullable Link link;

    ManagedSocket(
            String name,
            Destination destination,
            SocketOptions options,
            @Nullable SocketListener listener,
            SocketRegistry registry,
            Kernel kernel) {
        this.name = name;
        this.destination = destination;
        this.options = options;
        this.registry = registry;
        this.kernel = kernel;
        this.inbox = new Inbox(lock, counters, options.receiveBuffer(), queue -> mailbox(queue, listener));
        this.waits = new SocketWaits(this, lock, inbox);
    }

    private @Nullable Mailbox mailbox(EventQueue queue, @Nullable SocketListener listener) {
        return listener == null ? null : new Mailbox(name, lock, queue, listener, kernel, this::restWhenQuiet);
    }

    // ---- for the application ----

    @Override
    public String name() {
        return name;
    }

    @Override
    public SocketState state() {
        lock.lock();
        try {
            return currentState();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void open() {
        registry.open(this);
    }

    @Override
    public void awaitOpen(Duration limit) {
        waits.awaitOpen(limit);
    }

    @Override
    public Delivery send(String text) {
        return accept(OutgoingMessage.of(lock, text));
    }

    @Override
    public Delivery send(ByteBuffer data) {
        return accept(OutgoingMessage.of(lock, data));
    }

    @Override
    public Delivery send(String text, Duration limit) {
        OutgoingMessage message = OutgoingMessage.of(lock, text);
        return waits.send(message, limit, () -> accept(message));
    }

    @Override
    public Delivery send(ByteBuffer data, Duration limit) {
        OutgoingMessage message = OutgoingMessage.of(lock, data);
        return waits.send(message, limit, () -> accept(message));
    }

    @Override
    public Optional<SocketEvent.Message> receive(Duration limit) {
        return waits.receive(limit);
    }

    @Override
    public CompletionStage<Duration> ping() {
        Ping ping;
        Link open;
        boolean write;
        lock.lock();
        try {
            open = link;
            if (open == null || !open.isOpen()) {
                return CompletableFuture.failedStage(ended("expected an open socket \"" + name + "\" to ping"));
            }
            ping = open.offerPing();
            write = open.writer().claim();
        } finally {
            lock.unlock();
        }
        open.pings().limit(ping);
        if (write) {
            open.writer().write();
        }
        return ping.roundTrip();
    }

    @Override
    public void close() {
        close(CloseStatus.NORMAL);
    }

    @Override
    public void close(CloseStatus status) {
        closeWith(Checks.notNull(status, "close status").checkedForSending());
        registry.forget(this);
    }

    @Override
    public SocketStatistics statistics() {
        lock.lock();
        try {
            return counters.snapshot(inbox.undelivered());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String toString() {
        return "NamedSocket[" + name + ", " + state() + "]";
    }

    /** The way out of every message: taken under the lock, and written by this thread if nobody is writing. */
    private Delivery accept(OutgoingMessage message) {
        Link open;
        boolean write;
        lock.lock();
        try {
            open = link;
            RefusedDelivery refusal = open == null ? RefusedDelivery.NOT_OPEN : open.offer(message);
            if (open == null || refusal != null) {
                counters.refused++;
                return refusal == null ? RefusedDelivery.NOT_OPEN : refusal;
            }
            write = open.writer().claim();
        } finally {
            lock.unlock();
        }
        if (write) {
            open.writer().write();
        }
        return message;
    }

    // ---- called with the lock ----

    SocketState currentState() {
        if (link == null) {
            return SocketState.Idle.of();
        }
        if (link.state() instanceof LinkState.Over over) {
            return SocketState.Closed.of(over.status(), over.cause());
        }
        if (link.state() instanceof LinkState.Connecting) {
            return SocketState.Connecting.of();
        }
        return link.isOpen() ? SocketState.Open.of() : SocketState.Closing.of();
    }

    /** {@return whether the name is taken (C3)} */
    boolean isLiving() {
        return link != null && (link.state() instanceof LinkState.Connecting || link.isOpen());
    }

    boolean isFullFor(OutgoingMessage message) {
        return link != null && link.isFullFor(message);
    }

    NamedSocketException.Ended ended(String expected) {
        SocketState found = currentState();
        return new NamedSocketException.Ended(
                expected + ", found it " + found + "; open it again if it is needed", found);
    }

    void attemptStarted() {
        counters.attempts++;
        counters.heldAttempts++;
    }

    void attemptEnded() {
        counters.heldAttempts--;
    }

    // ---- called without the lock ----

    Destination destination() {
        return destination;
    }

    SocketOptions options() {
        return options;
    }

    /** {@return whether the calling thread is inside this socket's listener} */
    boolean isDelivering() {
        return inbox.isDelivering();
    }

    boolean holdsName() {
        lock.lock();
        try {
            return isLiving();
        } finally {
            lock.unlock();
        }
    }

    /** {@return a new link that is not started; null on a living socket} */
    @Nullable Link newLink() {
        lock.lock();
        try {
            if (isLiving()) {
                return null;
            }
            link = new Link(this, inbox, kernel, lock, counters);
            return link;
        } finally {
            lock.unlock();
        }
    }

    /** {@return whether the socket was not opened again since this link} */
    boolean isCurrent(Link last) {
        return current() == last;
    }

    void closeWith(CloseStatus status) {
        Link current = current();
        if (current != null) {
            current.close(status);
        }
    }

    void giveUp(Failure failure) {
        Link current = current();
        if (current != null) {
            current.giveUp(failure);
        }
    }

    /** Tells the registry when the link is over and released and the last event is delivered. */
    void restWhenQuiet() {
        Link last;
        lock.lock();
        try {
            last = inbox.isIdle() ? link : null;
        } finally {
            lock.unlock();
        }
        if (last != null && last.isReleased()) {
            registry.rested(this, last);
        }
    }

    private @Nullable Link current() {
        lock.lock();
        try {
            return link;
        } finally {
            lock.unlock();
        }
    }
}
