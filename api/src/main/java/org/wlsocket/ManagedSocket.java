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
    private final EventQueue queue;

    /** Null for a socket that is read. */
    private final @Nullable Mailbox mailbox;

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
        this.queue = new EventQueue(options.receiveBuffer());
        this.mailbox =
                listener == null ? null : new Mailbox(name, lock, queue, listener, kernel, this::restWhenQuiet);
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
        long left = SocketLock.nanos(Checks.notNegative(limit, "time to wait"));
        refuseInsideListener("awaitOpen");
        lock.lock();
        try {
            while (!(currentState() instanceof SocketState.Open)) {
                if (!(currentState() instanceof SocketState.Connecting)) {
                    throw ended("expected the socket \"" + name + "\" to open");
                }
                if (left <= 0) {
                    throw new NamedSocketException.TimedOut("expected the socket \"" + name + "\" to open within "
                            + limit + ", found it " + currentState() + "; wait longer, or close it");
                }
                left = await(left);
            }
        } finally {
            lock.unlock();
        }
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
        return accept(OutgoingMessage.of(lock, text), limit);
    }

    @Override
    public Delivery send(ByteBuffer data, Duration limit) {
        return accept(OutgoingMessage.of(lock, data), limit);
    }

    @Override
    public Optional<SocketEvent.Message> receive(Duration limit) {
        long left = SocketLock.nanos(Checks.notNegative(limit, "time to wait"));
        if (mailbox != null) {
            throw new NamedSocketException.NotAllowed("expected a socket without a listener, found \"" + name
                    + "\" with one, which gets its messages; connect it without a listener to read it");
        }
        lock.lock();
        try {
            while (true) {
                if (queue.poll() instanceof SocketEvent.Message message) {
                    lock.changed();
                    return Optional.of(message);
                }
                if (!isLiving()) {
                    throw ended("expected a message on the socket \"" + name + "\"");
                }
                if (left <= 0) {
                    return Optional.empty();
                }
                left = await(left);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public CompletionStage<Duration> ping() {
        Ping ping;
        Link open;
        boolean write;
        lock.lock();
        try {
            open = link;
            if (open == null || !(open.state() instanceof LinkState.Open)) {
                return CompletableFuture.failedStage(ended("expected an open socket \"" + name + "\" to ping"));
            }
            ping = open.offerPing();
            write = open.writer().claim();
        } finally {
            lock.unlock();
        }
        kernel.after(Pings.LIMIT, () -> open.giveUpPing(ping));
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
            return counters.snapshot(queue.messages());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String toString() {
        return "NamedSocket[" + name + ", " + state() + "]";
    }

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

    private Delivery accept(OutgoingMessage message, Duration limit) {
        long left = SocketLock.nanos(Checks.notNegative(limit, "time to wait"));
        refuseInsideListener("send with a time to wait");
        Delivery delivery = accept(message);
        while (delivery == RefusedDelivery.BUFFER_FULL && left > 0) {
            left = awaitRoomFor(message, left);
            delivery = accept(message);
        }
        return delivery;
    }

    private long awaitRoomFor(OutgoingMessage message, long nanos) {
        long left = nanos;
        lock.lock();
        try {
            while (left > 0 && link != null && link.isFullFor(message)) {
                left = await(left);
            }
            return left;
        } finally {
            lock.unlock();
        }
    }

    private void refuseInsideListener(String call) {
        if (isDelivering()) {
            throw new NamedSocketException.NotAllowed("expected " + call + " outside the listener of the socket \""
                    + name + "\", found it inside, where it could never end; call it from another thread");
        }
    }

    private NamedSocketException.Ended ended(String expected) {
        SocketState found = currentState();
        return new NamedSocketException.Ended(expected + ", found it " + found + "; open it again if it is needed", found);
    }

    private long await(long nanos) {
        try {
            return lock.await(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NamedSocketException.Interrupted(
                    "expected to wait on the socket \"" + name + "\", found the thread interrupted; nothing was changed", e);
        }
    }

    // ---- for registry and link ----

    Destination destination() {
        return destination;
    }

    SocketOptions options() {
        return options;
    }

    /** Guarded by the lock. */
    EventQueue queue() {
        return queue;
    }

    /** {@return whether the calling thread is inside this socket's listener} */
    boolean isDelivering() {
        return mailbox != null && mailbox.isDelivering();
    }

    /** {@return a new link that is not started; null on a living socket} Called by the registry without the lock. */
    @Nullable Link newLink() {
        lock.lock();
        try {
            if (isLiving()) {
                return null;
            }
            link = new Link(this, kernel, lock, counters);
            return link;
        } finally {
            lock.unlock();
        }
    }

    /** {@return whether the name is taken (C3)} */
    boolean holdsName() {
        lock.lock();
        try {
            return isLiving();
        } finally {
            lock.unlock();
        }
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

    /** Called with the lock. */
    void attemptStarted() {
        counters.attempts++;
        counters.heldAttempts++;
    }

    /** Called with the lock. */
    void attemptEnded() {
        counters.heldAttempts--;
    }

    /** Called with the lock. {@return whether {@link #dispatch} must be called without it} */
    boolean enqueue(SocketEvent event) {
        if (mailbox == null) {
            return false;
        }
        queue.add(event);
        return mailbox.wake();
    }

    /** Called with the lock. {@return whether {@link #dispatch} must be called without it} */
    boolean enqueueMessage(SocketEvent.Message message, int size) {
        counters.received++;
        queue.addMessage(message, size);
        lock.changed();
        return mailbox != null && mailbox.wake();
    }

    void dispatch() {
        if (mailbox != null) {
            mailbox.dispatch();
        }
    }

    /** Tells the registry when the link is over and released and the last event is delivered. */
    void restWhenQuiet() {
        Link current = current();
        if (current == null || !current.released().isDone()) {
            return;
        }
        if (isMailboxIdle()) {
            registry.rested(this, current);
        }
    }

    private boolean isMailboxIdle() {
        lock.lock();
        try {
            return mailbox == null || mailbox.isIdle();
        } finally {
            lock.unlock();
        }
    }

    /** {@return whether the socket was not opened again since this link} */
    boolean isCurrent(Link last) {
        return current() == last;
    }

    private @Nullable Link current() {
        lock.lock();
        try {
            return link;
        } finally {
            lock.unlock();
        }
    }

    private boolean isLiving() {
        return link != null && (link.state() instanceof LinkState.Connecting || link.state() instanceof LinkState.Open);
    }

    private SocketState currentState() {
        if (link == null) {
            return SocketState.Idle.of();
        }
        if (link.state() instanceof LinkState.Over over) {
            return SocketState.Closed.of(over.status(), over.cause());
        }
        if (link.state() instanceof LinkState.Connecting) {
            return SocketState.Connecting.of();
        }
        return link.state() instanceof LinkState.Open ? SocketState.Open.of() : SocketState.Closing.of();
    }
}
