// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.wlsocket.LinkState.Effect;
import org.wlsocket.LinkState.Emission;
import org.wlsocket.LinkState.Step;
import org.wlsocket.spi.Opening;
import org.wlsocket.spi.Wire;
import org.wlsocket.spi.WireListener;

/**
 * One connection attempt and its connection. Its identity is the epoch: what a container reports late reaches a link
 * that is already over, and is ignored.
 *
 * <p>Every signal goes the same way: under the lock the state answers with a step, the step is applied and its events
 * are enqueued; without the lock the aftermath is done.
 */
final class Link implements WireListener {

    private static final System.Logger LOG = System.getLogger("org.wlsocket");

    /** How long a container may take to report the end of a link on which a write has failed. */
    private static final Duration REPORT_LIMIT = Duration.ofSeconds(1);

    /** What a step leaves to be done without the lock. */
    record Aftermath(Effect effect, CloseStatus status, boolean dispatch, boolean over, List<Runnable> waiters) {

        static final Aftermath NOTHING =
                new Aftermath(Effect.NONE, CloseStatus.NORMAL, false, false, List.of());
    }

    private final ManagedSocket socket;
    private final Kernel kernel;
    private final SocketLock lock;
    private final Outbox outbox;
    private final LinkWriter writer;
    private final MessageAssembler assembler;
    private final Pings pings = new Pings();
    private final Limit connectLimit;
    private final Limit closeLimit;
    private final CompletableFuture<@Nullable Void> released = new CompletableFuture<>();

    /** Guarded by the lock. */
    private LinkState state = LinkState.START;

    /** Written once, under the lock; null until opened. */
    private volatile @Nullable Wire wire;

    /** Guarded by the lock; null until opened. */
    private @Nullable Opening opening;

    /** Guarded by the lock: the provider, or an abort, may hold something of this link. */
    private int holders;

    Link(ManagedSocket socket, Kernel kernel, SocketLock lock, Counters counters) {
        SocketOptions options = socket.options();
        this.socket = socket;
        this.kernel = kernel;
        this.lock = lock;
        this.outbox = new Outbox(options.sendBuffer(), counters);
        this.writer = new LinkWriter(this, lock, outbox, kernel, options.writeLimit());
        this.assembler = new MessageAssembler(options.maxMessageSize());
        this.connectLimit = new Limit(kernel, socket.destination().connectLimit(), this::connectLimitRang);
        this.closeLimit = new Limit(kernel, options.closeLimit(), this::closeLimitRang);
    }

    // ---- the life of the link, as the socket drives it ----

    /** The link before it under the same name still holds something; called without the lock. */
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
        kernel.connect(new Attempt(this, socket.destination(), socket.options(), kernel.provider())::run);
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

    /** {@return completes when the link is over and nothing of it is held any more} For the kernel's own use. */
    CompletableFuture<@Nullable Void> released() {
        return released;
    }

    /** Called with the lock. */
    LinkState state() {
        return state;
    }

    /** Called with the lock. */
    boolean isOver() {
        return state instanceof LinkState.Over;
    }

    /** Called without the lock. */
    void close(CloseStatus status) {
        signal(() -> state.closeAsked(status, writer.isDone()));
    }

    /** Called without the lock. */
    void giveUp(Failure failure) {
        signal(() -> state.givenUp(failure));
    }

    // ---- what goes out ----

    /** Called with the lock. {@return null when the message was taken} */
    @Nullable RefusedDelivery offer(OutgoingMessage message) {
        if (state instanceof LinkState.Open) {
            return outbox.offer(message);
        }
        boolean closing = state instanceof LinkState.Flushing || state instanceof LinkState.Closing;
        return closing ? RefusedDelivery.CLOSING : RefusedDelivery.NOT_OPEN;
    }

    /** Called with the lock. {@return whether an open link has no room for the message now} */
    boolean isFullFor(OutgoingMessage message) {
        return state instanceof LinkState.Open && outbox.isFullFor(message);
    }

    /** Called with the lock, on an open link. */
    Ping offerPing() {
        Ping ping = pings.create(kernel.now());
        outbox.offerUrgent(ping);
        return ping;
    }

    LinkWriter writer() {
        return writer;
    }

    /** Called with the lock: nobody is writing. */
    Aftermath writerRests() {
        return outbox.isEmpty() ? apply(state.allWritten()) : Aftermath.NOTHING;
    }

    /** Called with the lock: a write has ended, so a close that waits for the writes has its time anew. */
    void noteProgress() {
        if (state instanceof LinkState.Flushing && closeLimit.isRunning()) {
            closeLimit.start();
        }
    }

    /** Called without the lock. The container should report the end now; it is helped if it does not. */
    void writeFailed(Throwable failure) {
        kernel.after(REPORT_LIMIT, () -> signal(() -> {
            boolean peerIsGone = failure instanceof java.io.IOException || failure.getCause() instanceof java.io.IOException;
            return peerIsGone ? state.lost() : state.givenUp(writeFailure(failure));
        }));
    }

    private static Failure writeFailure(Throwable cause) {
        String message = "the container could not write a message: " + cause;
        return Failure.of(Failure.Phase.WRITE, Failure.Reason.OTHER, message).withException(cause);
    }

    // ---- what the provider reports ----

    @Override
    public void opened(Wire newWire, Opening answer) {
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
                connectLimit.stop();
                writer.use(newWire, window);
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

    @Override
    public void text(String part, boolean last) {
        MessageAssembler.Whole<String> whole = assembler.add(part, last);
        if (whole != null) {
            deliver(SocketEvent.Text.of(socket, whole.content()), whole.size());
        } else if (assembler.isTooLarge()) {
            giveUp(tooLarge());
        }
    }

    @Override
    public void binary(ByteBuffer part, boolean last) {
        MessageAssembler.Whole<ByteBuffer> whole = assembler.add(part, last);
        if (whole != null) {
            deliver(SocketEvent.Binary.owning(socket, whole.content()), whole.size());
        } else if (assembler.isTooLarge()) {
            giveUp(tooLarge());
        }
    }

    @Override
    public void pong(ByteBuffer payload) {
        Ping answered;
        lock.lock();
        try {
            answered = pings.answeredBy(payload);
        } finally {
            lock.unlock();
        }
        if (answered != null) {
            java.time.Instant now = kernel.now();
            kernel.execute(() -> answered.answered(now));
        }
    }

    @Override
    public void closed(CloseStatus status) {
        signal(() -> state.closed(status));
    }

    @Override
    public void failed(Failure failure) {
        signal(() -> state.failed(failure));
    }

    private Failure tooLarge() {
        return Failure.of(
                Failure.Phase.INBOUND,
                Failure.Reason.MESSAGE_TOO_LARGE,
                "expected a message of at most " + socket.options().maxMessageSize()
                        + " bytes, found a larger one; raise SocketOptions.withMaxMessageSize if it is meant");
    }

    /** Takes a message into the socket's queue; waits for room there, or for the end of the link (E10). */
    private void deliver(SocketEvent.Message message, int size) {
        boolean room;
        boolean dispatch = false;
        lock.lock();
        try {
            room = socket.queue().hasRoomFor(size) || awaitRoom(size);
            if (room && state.message().emissions().contains(Emission.MESSAGE)) {
                dispatch = socket.enqueueMessage(message, size);
            }
        } finally {
            lock.unlock();
        }
        if (!room) {
            giveUp(Failure.of(
                    Failure.Phase.INBOUND,
                    Failure.Reason.OVERLOADED,
                    "expected fewer sockets whose listeners are behind, found as many as the container has threads for;"
                            + " make the listener faster or raise SocketOptions.withReceiveBuffer"));
        }
        if (dispatch) {
            socket.dispatch();
        }
    }

    /** Called with the lock. {@return false when no further thread of the container may wait} */
    private boolean awaitRoom(int size) {
        if (!(state instanceof LinkState.Open)) {
            return true;
        }
        if (!kernel.readerMayWait()) {
            return false;
        }
        try {
            while (state instanceof LinkState.Open && !socket.queue().hasRoomFor(size)) {
                lock.awaitUninterruptibly();
            }
            return true;
        } finally {
            kernel.readerWaitsNoMore();
        }
    }

    // ---- limits ----

    private void connectLimitRang() {
        Duration limit = socket.destination().connectLimit();
        rang(connectLimit, () -> state.givenUp(Failure.of(
                Failure.Phase.CONNECT,
                Failure.Reason.TIMED_OUT,
                "expected an open link within " + limit + ", found none; see whether the server answers, or raise"
                        + " Destination.withConnectLimit")));
    }

    private void closeLimitRang() {
        rang(closeLimit, () -> state.closeLimitPassed());
    }

    private void rang(Limit limit, java.util.function.Supplier<Step> passed) {
        Duration left;
        Aftermath after = Aftermath.NOTHING;
        lock.lock();
        try {
            left = limit.left();
            if (left != null && left.isZero()) {
                after = apply(passed.get());
            }
        } finally {
            lock.unlock();
        }
        finish(after);
        if (left != null && !left.isZero()) {
            limit.set(left);
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

    // ---- one way for every signal ----

    private void signal(java.util.function.Supplier<Step> signal) {
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
        List<Runnable> waiters = List.of();
        if (state instanceof LinkState.Over over) {
            waiters = end(over);
        } else if (!(state instanceof LinkState.Open)) {
            socket.queue().dropMessages();
            waiters = closeLimit.start() ? List.of(closeLimit::set) : waiters;
        }
        boolean dispatch = false;
        for (Emission emission : step.emissions()) {
            dispatch |= socket.enqueue(event(emission));
        }
        lock.changed();
        return new Aftermath(step.effect(), wireStatus(), dispatch, isOver(), waiters);
    }

    private List<Runnable> end(LinkState.Over over) {
        boolean limited = over.cause() != null && over.cause().reason() == Failure.Reason.TIMED_OUT;
        List<Runnable> waiters =
                outbox.dropAll(limited ? Delivery.DropReason.LIMIT_PASSED : Delivery.DropReason.LINK_ENDED);
        for (Ping ping : pings.giveUpAll()) {
            waiters.add(() -> ping.fail(new NamedSocketException.Ended(
                    "expected a pong, found that the link ended first; see the state of the socket",
                    SocketState.Closed.of(over.status(), over.cause()))));
        }
        connectLimit.stop();
        closeLimit.stop();
        return waiters;
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

    /** Does what a step left; called without the lock. */
    void finish(Aftermath after) {
        if (after == Aftermath.NOTHING) {
            return;
        }
        if (after.dispatch()) {
            socket.dispatch();
        }
        after.waiters().forEach(kernel::execute);
        Wire open = wire;
        if (open != null && after.effect() == Effect.CLOSE) {
            startClose(open, after.status());
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

    private void startClose(Wire open, CloseStatus status) {
        boolean interrupted = Thread.interrupted();
        try {
            open.close(status);
        } catch (Throwable t) {
            LOG.log(System.Logger.Level.DEBUG, "the close of socket \"" + socket.name() + "\" failed", t);
            writeFailed(t);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Called with the lock. {@return what the peer is told by a close or, if it can be, by a cut} */
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

    private void cut(Wire open, CloseStatus status) {
        boolean interrupted = Thread.interrupted();
        try {
            open.abort(status);
        } catch (Throwable t) {
            LOG.log(System.Logger.Level.DEBUG, "the abort of socket \"" + socket.name() + "\" failed", t);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
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
