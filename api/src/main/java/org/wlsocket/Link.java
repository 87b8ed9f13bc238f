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
import org.wlsocket.Delivery.DropReason;
import org.wlsocket.LinkState.Effect;
import org.wlsocket.LinkState.Emission;
import org.wlsocket.LinkState.Step;
import org.wlsocket.spi.Opening;
import org.wlsocket.spi.Wire;

/**
 * One connection attempt and its connection. Its identity is the epoch: what a container reports late reaches
 * a link that is already over, and is ignored.
 *
 * <p>Every signal goes the same way: under the lock the state answers with a step, the step is applied and
 * its events are enqueued; without the lock the aftermath is done.
 */
final class Link {

    /** How long a container that reads may take to report the end of a link on which a write has failed. */
    private static final Duration REPORT_LIMIT = Duration.ofSeconds(1);

    private final ManagedSocket socket;
    private final SocketLife life;
    private final Kernel kernel;
    private final SocketLock lock;
    private final LinkOutbox outbox;
    private final LinkWire wire;
    private final LinkWriter writer;
    private final Attempt attempt;
    private final Pings pings;
    private final Heartbeat heartbeat;
    private final @Nullable LinkPreparation preparation;
    private final Limit closeLimit;
    private final CompletableFuture<@Nullable Void> released = new CompletableFuture<>();

    /** Guarded by the lock. */
    private LinkState state = new LinkState.Connecting();

    /** Guarded by the lock; null until opened. */
    private @Nullable Opening opening;

    /** Guarded by the lock: the wire is being cut, so it may still hold something. */
    private boolean cutting;

    Link(ManagedSocket socket, SocketLife life, SocketShared shared, Outbox messages) {
        SocketOptions options = socket.options();
        this.socket = socket;
        this.life = life;
        this.kernel = shared.kernel();
        this.lock = shared.lock();
        this.outbox = new LinkOutbox(messages, options.sendBuffer());
        this.wire = new LinkWire(socket.name());
        this.writer = new LinkWriter(this, lock, outbox, kernel, options.writeLimit());
        this.attempt = new Attempt(this, socket, life, shared);
        this.pings = new Pings(kernel, lock, shared.counters(), options.pongLimit());
        this.heartbeat = new Heartbeat(this, kernel, options);
        this.preparation = options.readiness()
                .map(readiness -> new LinkPreparation(this, life, shared, readiness))
                .orElse(null);
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

    Heartbeat heartbeat() {
        return heartbeat;
    }

    // ---- called with the lock ----

    LinkState state() {
        return state;
    }

    LinkOutbox outbox() {
        return outbox;
    }

    boolean isOver() {
        return state instanceof LinkState.Over;
    }

    /** {@return whether messages can be sent} */
    boolean isOpen() {
        return state instanceof LinkState.Open;
    }

    /** {@return whether messages come in} */
    boolean isLive() {
        return state instanceof LinkState.Live;
    }

    /** {@return whether the application has closed the link and it is not over} */
    boolean isClosing() {
        return state instanceof LinkState.Flushing || state instanceof LinkState.Closing;
    }

    /**
     * {@return whether the call of the {@link Readiness} has not returned, and it is not the only one} One is
     * left behind; with a second one a next attempt waits, so that threads do not pile up.
     */
    boolean isHeldByPreparation() {
        return preparation != null && preparation.isCalling() && life.preparationCalls() > 1;
    }

    boolean wasOpened() {
        return opening != null;
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

    /** The application closes. {@return for {@link #finish}} */
    Aftermath closeAsked(CloseStatus status) {
        return apply(state.closeAsked(status, writer.isDone()));
    }

    // ---- signals; called without the lock ----

    /** {@return whether the link is not over} */
    boolean isWanted() {
        lock.lock();
        try {
            return !isOver();
        } finally {
            lock.unlock();
        }
    }

    void opened(Wire newWire, Opening answer) {
        Destination asked = socket.destination();
        Failure invalid = HandshakeRules.checkAnswer(asked.subprotocols(), asked.compression(), answer);
        int window = Math.max(1, newWire.window());
        boolean late;
        Aftermath after = Aftermath.NOTHING;
        lock.lock();
        try {
            late = !(state instanceof LinkState.Connecting) && !wire.is(newWire);
            if (state instanceof LinkState.Connecting) {
                wire.set(newWire);
                opening = invalid == null ? answer : null;
                writer.use(newWire, window);
                attempt.stopLimit();
                after = apply(invalid == null ? state.opened(preparation != null) : state.givenUp(invalid));
            }
        } finally {
            lock.unlock();
        }
        finish(after);
        if (late) {
            wire.cut(newWire, CloseStatus.GOING_AWAY);
        }
    }

    /** The preparation has succeeded. */
    void prepared() {
        signal(() -> state.prepared());
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
        signal(() -> state instanceof LinkState.Connecting
                ? state.failed(failure)
                : state.givenUp(failure.during(Failure.Phase.OPEN)));
    }

    void connectLimitPassed(Failure failure) {
        signal(() -> state.connectLimitPassed(failure));
    }

    void writeLimitPassed(Failure failure) {
        signal(() -> state.writeLimitPassed(failure));
    }

    void giveUp(Failure failure) {
        signal(() -> state.givenUp(failure));
    }

    /** Too late for a link that is ready. */
    void preparationFailed(Failure failure) {
        signal(() -> state instanceof LinkState.Preparing ? state.givenUp(failure) : state.stay());
    }

    /** Sends a ping if the link is live. {@return the ping} */
    @Nullable Ping ping(Ping.Watch watch) {
        Ping ping;
        boolean write;
        lock.lock();
        try {
            if (!isLive()) {
                return null;
            }
            ping = pings.create(watch);
            outbox.offerUrgent(ping);
            write = writer.claim();
        } finally {
            lock.unlock();
        }
        if (write) {
            writer.write();
        }
        return ping;
    }

    /** The container should report the end now; it is helped if it does not. */
    void writeFailed(Throwable cause) {
        boolean peerIsGone = cause instanceof IOException || cause.getCause() instanceof IOException;
        Failure failure = Failure.of(
                        Failure.Phase.WRITE,
                        Failure.Reason.OTHER,
                        "the container could not write a message: " + Logs.shown(cause))
                .withException(cause);
        kernel.later(REPORT_LIMIT, () -> forceEnd(peerIsGone, failure));
    }

    /** E8: a container that waits until messages are delivered cannot report the end before. */
    private void forceEnd(boolean peerIsGone, Failure failure) {
        if (heartbeat.isSuspended()) {
            kernel.later(REPORT_LIMIT, () -> forceEnd(peerIsGone, failure));
        } else {
            signal(() -> peerIsGone ? state.lost() : state.givenUp(failure));
        }
    }

    private void closeLimitPassed() {
        signal(() -> life.isDraining() && state instanceof LinkState.Flushing
                ? state.givenUp(SocketRegistry.drainLimitPassed(socket.options().closeLimit()))
                : state.closeLimitPassed());
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
        List<Runnable> tasks = new ArrayList<>();
        entered(tasks);
        boolean dispatch = false;
        for (Emission emission : step.emissions()) {
            dispatch |= emit(emission, tasks);
        }
        lock.changed();
        boolean write = isOpen() && writer.claim();
        return new Aftermath(step.effect(), LinkEvents.wireStatus(state), dispatch, write, isOver(), tasks);
    }

    private void entered(List<Runnable> tasks) {
        if (state instanceof LinkState.Over over) {
            end(over, tasks);
        } else if (isClosing()) {
            if (closeLimit.start()) {
                tasks.add(closeLimit::set);
            }
        } else if (isOpen()) {
            outbox.ready();
            life.retries().linkIsReady();
            if (preparation != null) {
                preparation.end();
            }
        }
    }

    private boolean emit(Emission emission, List<Runnable> tasks) {
        if (emission == Emission.OPENED) {
            SocketEvent.Opened event = LinkEvents.opened(socket, opening, life.opened());
            tasks.add(heartbeat::start);
            boolean dispatch = life.emit(this, event);
            return preparation == null ? dispatch : preparation.begin(event, tasks) || dispatch;
        }
        LinkState.Over over = (LinkState.Over) state;
        return emission == Emission.FAILED && over.cause() != null
                ? life.emit(this, SocketEvent.Failed.of(socket, over.cause()))
                : life.ended(this, over, tasks);
    }

    private void end(LinkState.Over over, List<Runnable> tasks) {
        attempt.stopLimit();
        closeLimit.stop();
        writer.stopLimit();
        if (preparation != null) {
            preparation.end();
        }
        life.down(this, over);
        tasks.addAll(pings.end(over));
        tasks.addAll(outbox.end(over.atLimit() ? DropReason.LIMIT_PASSED : DropReason.LINK_ENDED));
    }

    /** Does what a step left; called without the lock. */
    void finish(Aftermath after) {
        if (after.dispatch()) {
            life.dispatch();
        }
        after.tasks().forEach(kernel::execute);
        if (after.effect() == Effect.CLOSE) {
            kernel.callWire(() -> close(after.status()));
        } else if (after.effect() == Effect.CUT) {
            kernel.callWire(() -> cut(after.status()));
        }
        if (after.write()) {
            writer.write();
        }
        if (after.over()) {
            attempt.cancelLimit();
            closeLimit.cancel();
            writer.cancel();
            heartbeat.cancel();
            if (preparation != null) {
                preparation.cancel();
            }
            releaseWhenFree();
        }
    }

    private void close(CloseStatus status) {
        Throwable thrown = wire.close(status);
        if (thrown != null) {
            writeFailed(thrown);
        }
    }

    private void cut(CloseStatus status) {
        wire.cut(status);
        lock.lock();
        try {
            cutting = false;
        } finally {
            lock.unlock();
        }
        releaseWhenFree();
    }

    // ---- the release ----

    /** {@return whether the link is over and nothing of it is held any more} */
    boolean isReleased() {
        return released.isDone();
    }

    /** Runs a task on the executor when the link is released, perhaps at once. */
    void whenReleased(Runnable task) {
        var unused = released.thenRun(() -> kernel.execute(task));
    }

    /** Called without the lock. */
    void releaseWhenFree() {
        boolean free;
        lock.lock();
        try {
            free = isOver() && !attempt.isHeld() && !cutting && !isHeldByPreparation();
            if (free) {
                wire.forget();
                writer.forget();
            }
        } finally {
            lock.unlock();
        }
        if (free && released.complete(null)) {
            socket.restWhenQuiet();
        }
    }
}
