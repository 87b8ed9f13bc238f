// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What the application holds: a name, its events and its life over many links. It owns the one lock. */
final class ManagedSocket implements NamedSocket {

    private final String name;
    private final Destination destination;
    private final SocketOptions options;
    private final SocketRegistry registry;
    private final Kernel kernel;
    private final SocketLock lock = new SocketLock();
    private final Counters counters = new Counters();
    private final Inbox inbox;
    private final SocketLife life;
    private final SocketWaits waits;

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
        this.life = new SocketLife(this, new SocketShared(kernel, lock, inbox, counters));
        this.waits = new SocketWaits(this, lock, inbox);
    }

    private @Nullable Mailbox mailbox(EventQueue queue, @Nullable SocketListener listener) {
        return listener == null
                ? null
                : new Mailbox(name, lock, queue, listener, kernel, this::restWhenQuiet);
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
            return life.state();
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
        return counted(accept(OutgoingMessage.of(lock, text)));
    }

    @Override
    public Delivery send(ByteBuffer data) {
        return counted(accept(OutgoingMessage.of(lock, data)));
    }

    @Override
    public Delivery send(String text, Duration limit) {
        OutgoingMessage message = OutgoingMessage.of(lock, text);
        return counted(waits.send(message, limit, () -> accept(message)));
    }

    @Override
    public Delivery send(ByteBuffer data, Duration limit) {
        OutgoingMessage message = OutgoingMessage.of(lock, data);
        return counted(waits.send(message, limit, () -> accept(message)));
    }

    @Override
    public Optional<SocketEvent.Message> receive(Duration limit) {
        return waits.receive(limit);
    }

    @Override
    public CompletionStage<Duration> ping() {
        Link current = current();
        Ping ping = current == null ? null : current.ping(Ping.Watch.NOBODY);
        if (current == null || ping == null) {
            return CompletableFuture.failedStage(new NamedSocketException.NotAllowed("expected an open"
                    + " socket \"" + name
                    + "\" to ping, found it " + state() + "; open it, or wait with awaitOpen, first"));
        }
        current.pings().limit(ping);
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
            return SocketStatistics.of(counters, inbox.undelivered(), kernel.now());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String toString() {
        return "NamedSocket[" + name + ", " + state() + "]";
    }

    // ---- the way out of every message ----

    /** Taken under the lock, and written by this thread if nobody is writing. */
    private Delivery accept(OutgoingMessage message) {
        List<Runnable> after = new ArrayList<>(0);
        RefusedDelivery refusal;
        Link writing;
        Runnable timer;
        lock.lock();
        try {
            refusal = life.offer(message, after);
            Link open = life.link();
            writing = open != null && open.isOpen() && open.writer().claim() ? open : null;
            timer = life.expiry().watch();
        } finally {
            lock.unlock();
        }
        if (writing != null) {
            writing.writer().write();
        }
        if (timer != null) {
            timer.run();
        }
        after.forEach(kernel::execute);
        return refusal == null ? message : refusal;
    }

    /** What the preparation of a link sends. */
    Delivery sendPreparing(Link link, OutgoingMessage message) {
        boolean write;
        lock.lock();
        try {
            boolean preparing = link.state() instanceof LinkState.Preparing;
            RefusedDelivery refusal = preparing
                    ? link.outbox().offerPreparing(message)
                    : RefusedDelivery.NOT_OPEN;
            if (refusal != null) {
                counters.refused++;
                return refusal;
            }
            write = link.writer().claim();
        } finally {
            lock.unlock();
        }
        if (write) {
            link.writer().write();
        }
        return message;
    }

    private Delivery counted(Delivery delivery) {
        if (delivery instanceof RefusedDelivery) {
            lock.lock();
            try {
                counters.refused++;
            } finally {
                lock.unlock();
            }
        }
        return delivery;
    }

    Optional<SocketEvent.Message> receiveReply(Duration limit, BooleanSupplier preparing) {
        return waits.receiveReply(limit, preparing);
    }

    // ---- called with the lock ----

    SocketState currentState() {
        return life.state();
    }

    boolean isLiving() {
        return life.isLiving();
    }

    boolean isFullFor(OutgoingMessage message) {
        return life.isFullFor(message);
    }

    NamedSocketException.Ended ended(String expected) {
        SocketState found = life.state();
        boolean failed = found instanceof SocketState.Closed closed && closed.cause().isPresent();
        String next = failed ? "; mend that, then open it again" : "; open it again if it is needed";
        return new NamedSocketException.Ended(expected + ", found it " + found + next, found);
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

    /**
     * {@return whether the calling thread is inside an attempt of this socket, or its credentials provider}
     */
    boolean isConnecting() {
        lock.lock();
        try {
            return life.unreleased().stream().anyMatch(link -> link.attempt().isRunning());
        } finally {
            lock.unlock();
        }
    }

    /** {@return whether the name is taken (C3)} */
    boolean holdsName() {
        lock.lock();
        try {
            return life.isLiving();
        } finally {
            lock.unlock();
        }
    }

    /** {@return a new link that is not started; null on a living socket} */
    @Nullable Link newLink() {
        return life.newLink();
    }

    /** The pause before an attempt is over. */
    void retry(Object pause) {
        registry.start(this, () -> life.linkAfter(pause));
    }

    void closeWith(CloseStatus status) {
        life.close(status);
    }

    void giveUp(Failure failure) {
        life.giveUp(failure);
    }

    /** From now on what is dropped is kept for {@link #unwritten()}. */
    void collectUnwritten() {
        life.collectUnwritten();
    }

    List<UnwrittenMessage> unwritten() {
        return life.unwritten();
    }

    /** Something that may hold any link has returned. */
    void releaseWhenFree() {
        List<Link> held;
        lock.lock();
        try {
            held = life.unreleased();
        } finally {
            lock.unlock();
        }
        held.forEach(Link::releaseWhenFree);
    }

    /** Tells the registry when all links are over and released and the last event is delivered. */
    void restWhenQuiet() {
        Link last;
        Alarm timer = null;
        lock.lock();
        try {
            last = inbox.isIdle() && life.isAtRest() ? life.link() : null;
            if (last != null) {
                timer = life.expiry().end();
            }
        } finally {
            lock.unlock();
        }
        if (timer != null) {
            timer.cancel();
        }
        if (last != null) {
            registry.rested(this, last);
        }
    }

    /** {@return whether the socket was not opened again since this link, and is at rest} */
    boolean isAtRestWith(Link last) {
        lock.lock();
        try {
            return life.link() == last && life.isAtRest();
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Link current() {
        lock.lock();
        try {
            return life.link();
        } finally {
            lock.unlock();
        }
    }
}
