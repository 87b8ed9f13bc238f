// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.wlsocket.Delivery.DropReason;
import org.wlsocket.SocketState.Waiting.HeldBy;

/**
 * The life of a socket over its links: which one is current, what becomes of the messages between them
 * ({@link Retries} says whether another comes), and the order of the events where links overlap: an older
 * link ends first.
 */
final class SocketLife {

    /** What the counters were when a link ended. */
    private record GapStart(
            Instant time, long attempts, long dropped, long inDoubt, @Nullable Instant lastInbound) {}

    private final ManagedSocket socket;
    private final SocketShared shared;
    private final Kernel kernel;
    private final SocketLock lock;
    private final Inbox inbox;
    private final Counters counters;
    private final Expiry expiry;
    private final Retries retries;

    // All guarded by the lock.

    /** The newest link; null until the socket is opened first. */
    private @Nullable Link link;

    /** The links that are not over; the oldest first. */
    private final Deque<Link> unfinished = new ArrayDeque<>();

    /**
     * The links of which something is held, and perhaps some of which nothing is any more; the oldest first.
     */
    private final List<Link> unreleased = new ArrayList<>();

    /** The events of links that have an older one before them. */
    private final Deque<SocketEvent> held = new ArrayDeque<>();

    /** What this opening has to send. */
    private Outbox outbox;

    /** How the socket ended where that is not how its last link ended. */
    private @Nullable SocketState closedBetweenLinks;

    private boolean draining;

    private int preparationCalls;

    private @Nullable GapStart gap;

    /** Whether the application has closed the socket since it opened it. */
    private boolean stopped;

    /** By the order of acceptance, in which messages need not be dropped. */
    private SortedMap<Long, UnwrittenMessage> unwritten = new TreeMap<>();

    SocketLife(ManagedSocket socket, SocketShared shared) {
        this.socket = socket;
        this.shared = shared;
        this.kernel = shared.kernel();
        this.lock = shared.lock();
        this.inbox = shared.inbox();
        this.counters = shared.counters();
        this.expiry = new Expiry(this, lock, kernel);
        this.retries = new Retries(socket, this, shared);
        this.outbox = newOutbox();
    }

    private Outbox newOutbox() {
        return new Outbox(socket.name(), socket.options(), counters, kernel::now);
    }

    // ---- called with the lock ----

    @Nullable Link link() {
        return link;
    }

    Outbox outbox() {
        return outbox;
    }

    Expiry expiry() {
        return expiry;
    }

    Retries retries() {
        return retries;
    }

    SocketState state() {
        SocketState waiting = retries.state(heldBy());
        if (waiting != null) {
            return waiting;
        }
        if (closedBetweenLinks != null) {
            return closedBetweenLinks;
        }
        return link == null ? SocketState.Idle.of() : stateOf(link);
    }

    private static SocketState stateOf(Link current) {
        if (current.state() instanceof LinkState.Over over) {
            return SocketState.Closed.of(over.status(), over.cause());
        }
        if (current.state() instanceof LinkState.Connecting) {
            return SocketState.Connecting.of();
        }
        if (current.state() instanceof LinkState.Preparing) {
            return SocketState.Preparing.of();
        }
        return current.isOpen() ? SocketState.Open.of() : SocketState.Closing.of();
    }

    private HeldBy heldBy() {
        Link last = link;
        if (last == null || last.isReleased()) {
            return HeldBy.DELAY;
        }
        if (last.isHeldByPreparation()) {
            return HeldBy.PREPARE;
        }
        return last.attempt().isGettingCredentials() ? HeldBy.CREDENTIALS : HeldBy.PREVIOUS_ATTEMPT;
    }

    /** {@return whether the name is taken (C3)} */
    boolean isLiving() {
        return retries.isWaiting() || link != null && !link.isOver() && !link.isClosing();
    }

    /** {@return whether the socket is over and nothing of it is held any more} */
    boolean isAtRest() {
        boolean over = !retries.isWaiting() && unfinished.isEmpty() && held.isEmpty();
        return over && link != null && link.isReleased();
    }

    /** A message of the application. {@return null when it was taken} */
    @Nullable RefusedDelivery offer(OutgoingMessage message, List<Runnable> after) {
        if (link != null && link.isOpen()) {
            return outbox.offer(message);
        }
        if (isLiving()) {
            return outbox.offerOffline(message, after);
        }
        return link != null && link.isClosing() ? RefusedDelivery.CLOSING : RefusedDelivery.NOT_OPEN;
    }

    /** {@return whether a message would be taken if there were room} */
    boolean isFullFor(OutgoingMessage message) {
        boolean takes = link != null && link.isOpen() || isLiving() && outbox.keepsMessages();
        return takes && outbox.isFullFor(message);
    }

    ManagedSocket socket() {
        return socket;
    }

    /** {@return the links of which something may be held} */
    List<Link> unreleased() {
        return List.copyOf(unreleased);
    }

    /** A call of the {@link Readiness} begins, or has returned. */
    void preparationCalls(int more) {
        preparationCalls += more;
    }

    /** {@return how many calls of the {@link Readiness} have not returned} */
    int preparationCalls() {
        return preparationCalls;
    }

    /** {@return whether all sockets are being closed} */
    boolean isDraining() {
        return draining;
    }

    // ---- what links tell; called with the lock ----

    /** A link is open. {@return what was missed since the one before, if there was one} */
    @Nullable Gap opened() {
        Instant now = kernel.now();
        counters.up(now);
        GapStart from = gap;
        gap = null;
        if (from == null) {
            return null;
        }
        int attempts = (int) (counters.attempts - from.attempts);
        Gap missed = Gap.of(attempts, Duration.between(from.time, now))
                .withMessages(
                        outbox.waiting(), counters.dropped - from.dropped, counters.inDoubt - from.inDoubt);
        return from.lastInbound == null ? missed : missed.withLastInbound(from.lastInbound);
    }

    /** A link is over, and what it was writing is not settled yet. */
    void down(Link over, LinkState.Over end) {
        Failure cause = end.cause();
        boolean failed = over.wasOpened()
                ? cause != null && cause.phase() == Failure.Phase.PREPARE
                : over.attempt().isStarted();
        if (failed && cause != null) {
            counters.attemptFailed(cause.reason());
        }
        if (over.wasOpened() && over == link) {
            Instant now = kernel.now();
            counters.down(now);
            gap = new GapStart(
                    now, counters.attempts, counters.dropped, counters.inDoubt, counters.lastInbound);
        }
    }

    /** Enqueues an event of a link, behind those of an older one. {@return whether to dispatch} */
    boolean emit(Link of, SocketEvent event) {
        if (unfinished.peek() != of && !unfinished.isEmpty()) {
            held.add(event);
            return false;
        }
        return inbox.add(event);
    }

    /**
     * A link has ended: its Closed says whether another comes, perhaps later. {@return whether to dispatch}
     */
    boolean ended(Link over, LinkState.Over end, List<Runnable> after) {
        boolean last = over != link || stopped || !retries.areOn();
        if (last) {
            DropReason why = outbox.keepsMessages() ? DropReason.SOCKET_ENDED : DropReason.LINK_ENDED;
            why = end.atLimit() ? DropReason.LIMIT_PASSED : why;
            after.addAll(over.outbox().messages().dropWaiting(why));
            return endsWith(over, end.status());
        }
        if (!outbox.keepsMessages()) {
            after.addAll(outbox.dropWaiting(DropReason.LINK_ENDED));
        }
        unfinished.remove(over);
        after.addAll(outbox.dropExpired(kernel.now()));
        Runnable timer = expiry.watch();
        if (timer != null) {
            // What was being written waits again.
            after.add(timer);
        }
        return retries.linkEnded(end, after);
    }

    /** No other link comes. {@return whether to dispatch} */
    boolean endsForGood(CloseStatus status, List<Runnable> after) {
        after.addAll(outbox.dropWaiting(DropReason.SOCKET_ENDED));
        return endsWith(Objects.requireNonNull(link), status);
    }

    /** Another link comes. {@return whether to dispatch} */
    boolean comesBack(CloseStatus status, Duration delay) {
        return emit(Objects.requireNonNull(link), SocketEvent.Closed.of(socket, status, delay));
    }

    /** The Closed that nothing follows. {@return whether to dispatch} */
    private boolean endsWith(Link over, CloseStatus status) {
        if (over == link) {
            counters.endDowntime(kernel.now());
        }
        boolean dispatch = emit(over, SocketEvent.Closed.of(socket, status));
        boolean first = unfinished.peek() == over;
        unfinished.remove(over);
        while (first && !held.isEmpty()) {
            dispatch |= inbox.add(held.remove());
        }
        return dispatch;
    }

    // ---- called without the lock ----

    void finish(boolean dispatch, List<Runnable> after) {
        if (dispatch) {
            dispatch();
        }
        after.forEach(kernel::execute);
        socket.restWhenQuiet();
    }

    void dispatch() {
        inbox.dispatch();
    }

    /** The attempt after a pause begins when nothing is held of the one before (R7). */
    void pauseIsOver(Object over) {
        Link last;
        lock.lock();
        try {
            last = retries.isPausing(over) ? link : null;
        } finally {
            lock.unlock();
        }
        if (last != null) {
            last.whenReleased(() -> socket.retry(over));
        }
    }

    /** {@return a link for the attempt after this pause; null when it is not to be made any more} */
    @Nullable Link linkAfter(Object over) {
        lock.lock();
        try {
            return retries.isPausing(over) ? begin() : null;
        } finally {
            lock.unlock();
        }
    }

    /** {@return a link for a socket that is opened anew; null on a living one} */
    @Nullable Link newLink() {
        lock.lock();
        try {
            if (isLiving()) {
                return null;
            }
            outbox = newOutbox();
            retries.forgetHistory();
            gap = null;
            stopped = false;
            return begin();
        } finally {
            lock.unlock();
        }
    }

    private Link begin() {
        retries.linkBegins();
        closedBetweenLinks = null;
        Link next = new Link(socket, this, shared, outbox);
        link = next;
        unfinished.add(next);
        unreleased.removeIf(Link::isReleased);
        unreleased.add(next);
        lock.changed();
        return next;
    }

    /**
     * The application closes: from now on undelivered messages are dropped (E8), and no attempt is made (R7).
     */
    void close(CloseStatus status) {
        Aftermath aftermath = Aftermath.NOTHING;
        List<Runnable> after = new ArrayList<>();
        boolean dispatch = false;
        Link current;
        lock.lock();
        try {
            current = link;
            stopped = true;
            inbox.dropMessages();
            if (current != null && retries.isWaiting()) {
                SocketState.Closed end = retries.stop(after);
                closedBetweenLinks = end;
                dispatch = endsForGood(end.status(), after);
            } else if (current != null) {
                aftermath = current.closeAsked(status);
            }
            lock.changed();
        } finally {
            lock.unlock();
        }
        if (current != null) {
            current.finish(aftermath);
        }
        finish(dispatch, after);
    }

    /** Ends all links that are not over; called without the lock. */
    void giveUp(Failure failure) {
        List<Link> all;
        lock.lock();
        try {
            all = List.copyOf(unfinished);
        } finally {
            lock.unlock();
        }
        all.forEach(each -> each.giveUp(failure));
    }

    /** From now on what is dropped is kept for {@link #unwritten()}; called without the lock. */
    void collectUnwritten() {
        lock.lock();
        try {
            draining = true;
            unwritten = new TreeMap<>();
            outbox.collectUnwritten(unwritten);
            for (Link each : unfinished) {
                each.outbox().messages().collectUnwritten(unwritten);
            }
        } finally {
            lock.unlock();
        }
    }

    /** {@return what was dropped since {@link #collectUnwritten()}} Called without the lock. */
    List<UnwrittenMessage> unwritten() {
        lock.lock();
        try {
            return List.copyOf(unwritten.values());
        } finally {
            lock.unlock();
        }
    }
}
