// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.wlsocket.LinkState.Effect;
import org.wlsocket.LinkState.Emission;
import org.wlsocket.LinkState.Step;
import org.wlsocket.spi.Opening;
import org.wlsocket.spi.Wire;

/**
 * One connection attempt and its connection. Its identity is the epoch: what a container reports late reaches a link
 * that is already over, and is ignored.
 *
 * <p>Every signal goes the same way: under the lock the state answers with a step, the step is applied and its events
 * are enqueued; without the lock the aftermath is done.
 */
final class Link {

    private static final System.Logger LOG = System.getLogger("org.wlsocket");

    /** How long a container may take to report the end of a link on which a write has failed. */
    private static final Duration REPORT_LIMIT = Duration.ofSeconds(1);

    private final ManagedSocket socket;
    private final Inbox inbox;
    private final Kernel kernel;
    private final SocketLock lock;
    private final Outbox outbox;
    private final LinkWriter writer;
    private final Pings pings = new Pings();
    private final Limit connectLimit;
    private final Limit closeLimit;
    private final CompletableFuture<@Nullable Void> released = new CompletableFuture<>();

    /** Guarded by the lock. */
    private LinkState state = new LinkState.Connecting();

    /** Written once, under the lock; null until opened. */
    private volatile @Nullable Wire wire;

    /** Guarded by the lock; null until opened. */
    private @Nullable Opening opening;

    /** Guarded by the lock: how many calls into the provider may still hold something of this link. */
    private int holders;

    Link(ManagedSocket socket, Inbox inbox, Kernel kernel, SocketLock lock, Counters counters) {
        SocketOptions options = socket.options();
        this.socket = socket;
        this.inbox = inbox;
        this.kernel = kernel;
        this.lock = lock;
        this.outbox = new Outbox(options.sendBuffer(), counters);
        this.writer = new LinkWriter(this, lock, outbox, kernel, options.writeLimit());
        this.connectLimit = new Limit(kernel, lock, connectLimit(), this::connectLimitPassed);
        this.closeLimit = new Limit(kernel, lock, options.closeLimit(), this::closeLimitPassed);
    }

    // ---- the attempt ----

    /** The link before this one under the same name still holds something; called without the lock. */
    void awaitTurn() {
        boolean set;
        lock.lock();
        try {
            set = connectLimit.start();
        } finally {
            lock.unlock();
        }
        if (set) {
            connectLimit.set();
        }
    }

    /** Starts the attempt, unless the link was closed before; called without the lock. */
    void start() {
        boolean set = false;
        lock.lock();
        try {
            if (isOver()) {
                return;
            }
            holders++;
            set = connectLimit.start();
            socket.attemptStarted();
        } finally {
            lock.unlock();
            releaseWhenFree();
        }
        if (set) {
            connectLimit.set();
        }
        LinkInbound inbound = new LinkInbound(this, socket, inbox, kernel, lock);
        kernel.connect(new Attempt(this, inbound, socket.destination(), socket.options(), kernel.provider())::run);
    }

    /** The provider's call has returned; called without the lock. */
    void attemptReturned(@Nullable Failure failure) {
        if (failure != null) {
            signal(() -> state instanceof LinkState.Connecting ? state.failed(failure) : state.givenUp(failure));
        }
        lock.lock();
        try {
            holders--;
            socket.attemptEnded();
        } finally {
            lock.unlock();
        }
        releaseWhenFree();
    }

    /** {@return whether the link is over and nothing of it is held any more} */
    boolean isReleased() {
        return released.isDone();
    }

    /** Runs a task of the kernel's when the link is released, perhaps at once. */
    void whenReleased(Runnable task) {
        var unused = released.thenRun(task);
    }

    // ---- state; called with the lock ----

    LinkState state() {
        return state;
    }

    boolean isOver() {
        return state instanceof LinkState.Over;
    }

    boolean isOpen() {
        return state instanceof LinkState.Open;
    }

    // ---- what goes out; called with the lock ----

    /** {@return null when the message was taken} */
    @Nullable RefusedDelivery offer(OutgoingMessage message) {
        if (isOpen()) {
            return outbox.offer(message);
        }
        boolean closing = state instanceof LinkState.Flushing || state instanceof LinkState.Closing;
        return closing ? RefusedDelivery.CLOSING : RefusedDelivery.NOT_OPEN;
    }

    /** {@return whether the link is open and has no room for the message now} */
    boolean isFullFor(OutgoingMessage message) {
        return isOpen() && outbox.isFullFor(message);
    }

    Ping offerPing() {
        Ping ping = pings.create(kernel.now());
        outbox.offerUrgent(ping);
        return ping;
    }

    LinkWriter writer() {
        return writer;
    }

    /** Nobody is writing. {@return for {@link #finish}} */
    Aftermath writerRests() {
        return outbox.isEmpty() ? apply(state.allWritten()) : Aftermath.NOTHING;
    }

    /** A write has ended, so a close that waits for the writes has its time anew. */
    void noteProgress() {
        if (state instanceof LinkState.Flushing && closeLimit.isRunning()) {
            closeLimit.start();
        }
    }

    // ---- signals; called without the lock ----

    void close(CloseStatus status) {
        signal(() -> state.closeAsked(status, writer.isDone()));
    }

    void giveUp(Failure failure) {
        signal(() -> state.givenUp(failure));
    }

    void closed(CloseStatus status) {
        signal(() -> state.closed(status));
    }

    void failed(Failure failure) {
        signal(() -> state.failed(failure));
    }

    void opened(Wire newWire, Opening answer) {
        Failure invalid = HandshakeRules.checkAnswer(socket.destination().subprotocols(), answer);
        int window = Math.max(1, newWire.window());
        boolean late;
        Aftermath after = Aftermath.NOTHING;
        lock.lock();
        try {
            late = !(state instanceof LinkState.Connecting) && wire != newWire;
            if (state instanceof LinkState.Connecting) {
                wire = newWire;
                opening = answer;
                writer.use(newWire, window);
                connectLimit.stop();
                after = apply(invalid == null ? state.opened() : state.givenUp(invalid));
            }
        } finally {
            lock.unlock();
        }
        finish(after);
        if (late) {
            cut(newWire, CloseStatus.GOING_AWAY);
        }
    }

    void pong(ByteBuffer payload) {
        Ping answered;
        lock.lock();
        try {
            answered = pings.answeredBy(payload);
        } finally {
            lock.unlock();
        }
        if (answered != null) {
            Instant now = kernel.now();
            kernel.execute(() -> answered.answered(now));
        }
    }

    void giveUpPing(Ping ping) {
        boolean late;
        lock.lock();
        try {
            late = pings.giveUp(ping);
        } finally {
            lock.unlock();
        }
        if (late) {
            ping.fail(new NamedSocketException.TimedOut(
                    "expected a pong within " + Pings.LIMIT + ", found none; the peer may be gone"));
        }
    }

    /** The container should report the end now; it is helped if it does not. */
    void writeFailed(Throwable cause) {
        boolean peerIsGone = cause instanceof IOException || cause.getCause() instanceof IOException;
        Failure failure = Failure.of(
                        Failure.Phase.WRITE,
                        Failure.Reason.OTHER,
                        "the container could not write a message: " + cause)
                .withException(cause);
        kernel.later(REPORT_LIMIT, () -> signal(() -> peerIsGone ? state.lost() : state.givenUp(failure)));
    }

    private void connectLimitPassed() {
        Failure failure = Failure.of(
                Failure.Phase.CONNECT,
                Failure.Reason.TIMED_OUT,
                "expected an open link within " + connectLimit() + ", found none; see whether the server answers, or"
                        + " raise Destination.withConnectLimit");
        signal(() -> state.connectLimitPassed(failure));
    }

    private void closeLimitPassed() {
        signal(() -> state.closeLimitPassed());
    }

    private Duration connectLimit() {
        return socket.destination().connectLimit();
    }

    // ---- the one way of every signal ----

    private void signal(Supplier<Step> signal) {
        Aftermath after;
        lock.lock();
        try {
            after = apply(signal.get());
        } finally {
            lock.unlock();
        }
        finish(after);
    }

    /** Called with the lock: state and events change together, so that their order is one. */
    private Aftermath apply(Step step) {
        if (step.next() == state) {
            return Aftermath.NOTHING;
        }
        state = step.next();
        if (step.effect() == Effect.CUT && wire != null) {
            holders++;
        }
        List<Runnable> tasks = List.of();
        if (state instanceof LinkState.Over over) {
            tasks = end(over);
        } else if (!isOpen()) {
            inbox.dropMessages();
            tasks = closeLimit.start() ? List.of(closeLimit::set) : tasks;
        }
        boolean dispatch = false;
        for (Emission emission : step.emissions()) {
            dispatch |= inbox.add(event(emission));
        }
        lock.changed();
        return new Aftermath(step.effect(), wireStatus(), dispatch, isOver(), tasks);
    }

    private List<Runnable> end(LinkState.Over over) {
        connectLimit.stop();
        closeLimit.stop();
        boolean limited = over.cause() != null && over.cause().reason() == Failure.Reason.TIMED_OUT;
        List<Runnable> tasks =
                outbox.dropAll(limited ? Delivery.DropReason.LIMIT_PASSED : Delivery.DropReason.LINK_ENDED);
        for (Ping ping : pings.giveUpAll()) {
            tasks.add(() -> ping.fail(new NamedSocketException.Ended(
                    "expected a pong, found that the link ended first; see the state of the socket",
                    SocketState.Closed.of(over.status(), over.cause()))));
        }
        return tasks;
    }

    private SocketEvent event(Emission emission) {
        if (state instanceof LinkState.Over over) {
            return emission == Emission.FAILED && over.cause() != null
                    ? SocketEvent.Failed.of(socket, over.cause())
                    : SocketEvent.Closed.of(socket, over.status());
        }
        Opening answer = opening;
        if (answer == null) {
            return SocketEvent.Opened.of(socket);
        }
        String chosen = answer.subprotocol().isEmpty() ? null : answer.subprotocol();
        return SocketEvent.Opened.of(socket, chosen, answer.headers());
    }

    /** {@return what the peer is told by a close or, where it can be, by a cut} RFC 6455 section 7.4.1. */
    private CloseStatus wireStatus() {
        if (state instanceof LinkState.Closing closing) {
            return closing.status();
        }
        Failure cause = state instanceof LinkState.Over over ? over.cause() : null;
        if (cause == null) {
            return CloseStatus.GOING_AWAY;
        }
        return switch (cause.reason()) {
            case MESSAGE_TOO_LARGE -> CloseStatus.of(1009);
            case INVALID_HANDSHAKE -> CloseStatus.of(1002);
            default -> CloseStatus.GOING_AWAY;
        };
    }

    /** Does what a step left; called without the lock. */
    void finish(Aftermath after) {
        if (after.dispatch()) {
            inbox.dispatch();
        }
        after.tasks().forEach(kernel::execute);
        Wire open = wire;
        if (open != null && after.effect() == Effect.CLOSE) {
            close(open, after.status());
        }
        if (open != null && after.effect() == Effect.CUT) {
            cut(open, after.status());
            cutEnded();
        }
        if (after.over()) {
            connectLimit.cancel();
            closeLimit.cancel();
            writer.cancel();
            releaseWhenFree();
        }
    }

    private void close(Wire open, CloseStatus status) {
        try {
            Uninterrupted.run(() -> open.close(status));
        } catch (Throwable t) {
            LOG.log(System.Logger.Level.DEBUG, "the close of socket \"" + socket.name() + "\" failed", t);
            writeFailed(t);
        }
    }

    private void cut(Wire open, CloseStatus status) {
        try {
            Uninterrupted.run(() -> open.abort(status));
        } catch (Throwable t) {
            LOG.log(System.Logger.Level.DEBUG, "the abort of socket \"" + socket.name() + "\" failed", t);
        }
    }

    private void cutEnded() {
        lock.lock();
        try {
            holders--;
        } finally {
            lock.unlock();
        }
    }

    private void releaseWhenFree() {
        boolean free;
        lock.lock();
        try {
            free = isOver() && holders == 0;
        } finally {
            lock.unlock();
        }
        if (free && released.complete(null)) {
            socket.restWhenQuiet();
        }
    }
}
