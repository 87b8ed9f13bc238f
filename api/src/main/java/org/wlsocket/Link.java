// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
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

    /** How long a container may take to report the end of a link on which a write has failed. */
    private static final Duration REPORT_LIMIT = Duration.ofSeconds(1);

    private final ManagedSocket socket;
    private final Inbox inbox;
    private final Kernel kernel;
    private final SocketLock lock;
    private final Outbox outbox;
    private final LinkWire wire;
    private final LinkWriter writer;
    private final Attempt attempt;
    private final Pings pings;
    private final Limit closeLimit;
    private final CompletableFuture<@Nullable Void> released = new CompletableFuture<>();

    /** Guarded by the lock. */
    private LinkState state = new LinkState.Connecting();

    /** Guarded by the lock; null until opened. */
    private @Nullable Opening opening;

    /** Guarded by the lock: the wire is being cut, so it may still hold something. */
    private boolean cutting;

    Link(ManagedSocket socket, Inbox inbox, Kernel kernel, SocketLock lock, Counters counters) {
        SocketOptions options = socket.options();
        this.socket = socket;
        this.inbox = inbox;
        this.kernel = kernel;
        this.lock = lock;
        this.outbox = new Outbox(options.sendBuffer(), counters);
        this.wire = new LinkWire(socket.name());
        this.writer = new LinkWriter(this, lock, outbox, kernel, options.writeLimit());
        this.attempt = new Attempt(this, socket, inbox, kernel, lock);
        this.pings = new Pings(kernel, lock);
        this.closeLimit = new Limit(kernel, lock, options.closeLimit(), this::closeLimitPassed);
    }

    Attempt attempt() {
        return attempt;
    }

    LinkWriter writer() {
        return writer;
    }

    Pings pings() {
        return pings;
    }

    // ---- called with the lock ----

    LinkState state() {
        return state;
    }

    boolean isOver() {
        return state instanceof LinkState.Over;
    }

    boolean isOpen() {
        return state instanceof LinkState.Open;
    }

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
        Ping ping = pings.create();
        outbox.offerUrgent(ping);
        return ping;
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

    void opened(Wire newWire, Opening answer) {
        Failure invalid = HandshakeRules.checkAnswer(socket.destination().subprotocols(), answer);
        int window = Math.max(1, newWire.window());
        boolean late;
        Aftermath after = Aftermath.NOTHING;
        lock.lock();
        try {
            late = !(state instanceof LinkState.Connecting) && !wire.is(newWire);
            if (state instanceof LinkState.Connecting) {
                wire.set(newWire);
                opening = answer;
                writer.use(newWire, window);
                attempt.stopLimit();
                after = apply(invalid == null ? state.opened() : state.givenUp(invalid));
            }
        } finally {
            lock.unlock();
        }
        finish(after);
        if (late) {
            wire.cut(newWire, CloseStatus.GOING_AWAY);
        }
    }

    void pong(ByteBuffer payload) {
        pings.pong(payload);
    }

    void closed(CloseStatus status) {
        signal(() -> state.closed(status));
    }

    void failed(Failure failure) {
        signal(() -> state.failed(failure));
    }

    /** The provider's connect threw, perhaps after the link was open. */
    void attemptFailed(Failure failure) {
        signal(() -> state instanceof LinkState.Connecting ? state.failed(failure) : state.givenUp(failure));
    }

    void connectLimitPassed(Failure failure) {
        signal(() -> state.connectLimitPassed(failure));
    }

    void close(CloseStatus status) {
        signal(() -> state.closeAsked(status, writer.isDone()));
    }

    void giveUp(Failure failure) {
        signal(() -> state.givenUp(failure));
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

    private void closeLimitPassed() {
        signal(() -> state.closeLimitPassed());
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
        cutting |= step.effect() == Effect.CUT && wire.isSet();
        List<Runnable> tasks = List.of();
        if (state instanceof LinkState.Over over) {
            tasks = end(over);
        } else if (!isOpen()) {
            inbox.dropMessages();
            tasks = closeLimit.start() ? List.of(closeLimit::set) : tasks;
        }
        boolean dispatch = false;
        for (Emission emission : step.emissions()) {
            dispatch |= inbox.add(LinkEvents.of(emission, state, socket, opening));
        }
        lock.changed();
        return new Aftermath(step.effect(), LinkEvents.wireStatus(state), dispatch, isOver(), tasks);
    }

    private List<Runnable> end(LinkState.Over over) {
        attempt.stopLimit();
        closeLimit.stop();
        boolean limited = over.cause() != null && over.cause().reason() == Failure.Reason.TIMED_OUT;
        List<Runnable> tasks = new ArrayList<>(pings.end(over));
        tasks.addAll(outbox.dropAll(limited ? Delivery.DropReason.LIMIT_PASSED : Delivery.DropReason.LINK_ENDED));
        return tasks;
    }

    /** Does what a step left; called without the lock. */
    void finish(Aftermath after) {
        if (after.dispatch()) {
            inbox.dispatch();
        }
        after.tasks().forEach(kernel::execute);
        if (after.effect() == Effect.CLOSE) {
            Throwable thrown = wire.close(after.status());
            if (thrown != null) {
                writeFailed(thrown);
            }
        } else if (after.effect() == Effect.CUT) {
            wire.cut(after.status());
            cutEnded();
        }
        if (after.over()) {
            attempt.cancelLimit();
            closeLimit.cancel();
            writer.cancel();
            releaseWhenFree();
        }
    }

    private void cutEnded() {
        lock.lock();
        try {
            cutting = false;
        } finally {
            lock.unlock();
        }
    }

    // ---- the release ----

    /** {@return whether the link is over and nothing of it is held any more} */
    boolean isReleased() {
        return released.isDone();
    }

    /** Runs a task of the kernel's when the link is released, perhaps at once. */
    void whenReleased(Runnable task) {
        var unused = released.thenRun(task);
    }

    /** Called without the lock. */
    void releaseWhenFree() {
        boolean free;
        lock.lock();
        try {
            free = isOver() && !attempt.isHeld() && !cutting;
        } finally {
            lock.unlock();
        }
        if (free && released.complete(null)) {
            socket.restWhenQuiet();
        }
    }
}
