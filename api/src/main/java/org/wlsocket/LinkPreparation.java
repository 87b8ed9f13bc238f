// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * How one link is made ready (R10): the call of its {@link Readiness}, its limit, and what it may do
 * meanwhile.
 */
final class LinkPreparation implements Preparation {

    private final Link link;
    private final SocketLife life;
    private final ManagedSocket socket;
    private final Inbox inbox;
    private final SocketLock lock;
    private final Readiness readiness;
    private final Limit limit;

    /** The task that the mailbox runs; one object, so that it can be told from others. */
    private final Runnable call = this::call;

    /** Guarded by the lock: whether the call has begun and not returned. */
    private boolean calling;

    /** Written before the call. */
    private volatile SocketEvent.@Nullable Opened opened;

    LinkPreparation(Link link, SocketLife life, SocketShared shared, Readiness readiness) {
        this.link = link;
        this.life = life;
        this.socket = life.socket();
        this.inbox = shared.inbox();
        this.lock = shared.lock();
        this.readiness = readiness;
        this.limit = new Limit(shared.kernel(), lock, socket.options().prepareLimit(), this::limitPassed);
    }

    // ---- called with the lock ----

    /** The link is open. {@return whether the inbox must be dispatched} */
    boolean begin(SocketEvent.Opened event, List<Runnable> tasks) {
        opened = event;
        if (inbox.hasListener()) {
            return inbox.addTask(call);
        }
        inbox.beginReplies();
        tasks.add(() -> Threads.daemon("wlsocket-prepare-" + socket.name(), call).start());
        return false;
    }

    /**
     * The link is ready or over. A call that has not returned keeps its limit: its thread is left behind
     * then.
     */
    void end() {
        if (!calling) {
            limit.stop();
        }
        inbox.endReplies();
    }

    private boolean isOn() {
        return link.state() instanceof LinkState.Preparing;
    }

    // ---- called without the lock ----

    private void call() {
        boolean set;
        lock.lock();
        try {
            if (!isOn()) {
                return;
            }
            calling = true;
            life.preparationCalls(1);
            set = limit.start();
        } finally {
            lock.unlock();
        }
        if (set) {
            limit.set();
        }
        try {
            prepare();
        } finally {
            returned();
        }
    }

    private void returned() {
        boolean over;
        lock.lock();
        try {
            calling = false;
            life.preparationCalls(-1);
            over = !isOn();
            if (over) {
                limit.stop();
            }
        } finally {
            lock.unlock();
        }
        if (over) {
            limit.cancel();
        }
        link.releaseWhenFree();
        socket.releaseWhenFree();
    }

    /** {@return whether the application's code has not returned; called with the lock} */
    boolean isCalling() {
        return calling;
    }

    /** The link is over. */
    void cancel() {
        boolean spared;
        lock.lock();
        try {
            spared = !calling;
        } finally {
            lock.unlock();
        }
        if (spared) {
            limit.cancel();
        }
    }

    private void prepare() {
        try {
            CompletionStage<?> stage = readiness.prepare(this);
            if (stage == null) {
                failed("expected a stage of Readiness.prepare, found null; return one", null);
            } else {
                var unused = stage.whenComplete((result, failure) -> ended(failure));
            }
        } catch (Throwable t) {
            ended(t);
        }
    }

    private void ended(@Nullable Throwable failure) {
        if (failure == null) {
            link.prepared();
        } else {
            failed("Readiness.prepare failed: " + Logs.shown(failure), failure);
        }
    }

    private void failed(String message, @Nullable Throwable cause) {
        Failure failure = Failure.of(Failure.Phase.PREPARE, Failure.Reason.NOT_READY, message);
        giveUp(cause == null ? failure : failure.withException(cause));
    }

    private void limitPassed() {
        giveUp(Failure.of(
                Failure.Phase.PREPARE,
                Failure.Reason.TIMED_OUT,
                "expected a link that is ready within " + socket.options().prepareLimit()
                        + ", found the stage of Readiness.prepare not completed; see whether the server"
                        + " replies, or raise SocketOptions.withPrepareLimit"));
        inbox.leave(call);
    }

    private void giveUp(Failure failure) {
        link.preparationFailed(failure);
    }

    // ---- for the application ----

    @Override
    public NamedSocket socket() {
        return socket;
    }

    @Override
    public SocketEvent.Opened opened() {
        SocketEvent.Opened event = opened;
        return event == null ? SocketEvent.Opened.of(socket) : event;
    }

    @Override
    public Delivery send(String text) {
        return socket.sendPreparing(link, OutgoingMessage.of(lock, text));
    }

    @Override
    public Delivery send(ByteBuffer data) {
        return socket.sendPreparing(link, OutgoingMessage.of(lock, data));
    }

    @Override
    public Optional<SocketEvent.Message> receive(Duration time) {
        return socket.receiveReply(time, this::isOn);
    }
}
