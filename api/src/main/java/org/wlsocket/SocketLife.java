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
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.wlsocket.Delivery.DropReason;
import org.wlsocket.SocketState.Waiting.HeldBy;

/**
 * The life of a socket over its links: which one is current, whether another attempt is to come, and when. It decides
 * with {@link RetryPlan}, and puts the events of links that overlap in order: an older link ends first.
 */
final class SocketLife {

    private static final System.Logger LOG = System.getLogger("org.wlsocket");

    /** Another attempt is to come; its identity tells it from an earlier pause. */
    private static final class Pause {

        private final int attempt;
        private final Instant until;
        private final LinkEnd cause;
        private final Alarm alarm = new Alarm();

        Pause(int attempt, Instant until, LinkEnd cause) {
            this.attempt = attempt;
            this.until = until;
            this.cause = cause;
        }
    }

    /** A rule is being asked about an end whose Closed is held back; its identity tells it from an earlier one. */
    private static final class Question {

        private final LinkEnd end;
        private final Alarm alarm = new Alarm();

        Question(LinkEnd end) {
            this.end = end;
        }
    }

    /** What the counters were when a link ended. */
    private record GapStart(Instant time, long attempts, long dropped, long inDoubt, @Nullable Instant lastInbound) {}

    private final ManagedSocket socket;
    private final SocketShared shared;
    private final Kernel kernel;
    private final SocketLock lock;
    private final Inbox inbox;
    private final Counters counters;
    private final Reconnect reconnect;

    // All guarded by the lock.

    /** The newest link; null until the socket is opened first. */
    private @Nullable Link link;

    /** The links that are not over; the oldest first. */
    private final Deque<Link> unfinished = new ArrayDeque<>();

    /** The links of which something is held, and perhaps some of which nothing is any more; the oldest first. */
    private final List<Link> unreleased = new ArrayList<>();

    /** The events of links that have an older one before them. */
    private final Deque<SocketEvent> held = new ArrayDeque<>();

    /** What this opening has to send. */
    private Outbox outbox;

    private @Nullable Pause pause;
    private @Nullable Question question;
    private RetryPlan.History history = RetryPlan.History.NEW;
    private @Nullable Instant readySince;

    /** Whether the call of a rule has not returned. */
    private boolean ruleIsBusy;

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
        this.reconnect = socket.options().reconnect();
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

    /** {@return whether the credentials of the attempt before were refused} */
    boolean isChallenged() {
        return history.isChallenged();
    }

    SocketState state() {
        if (question != null) {
            return SocketState.Waiting.of(history.retries() + 1, kernel.now(), HeldBy.RETRY_RULE, question.end);
        }
        if (pause != null) {
            return SocketState.Waiting.of(pause.attempt, pause.until, heldBy(), pause.cause);
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
        return isBetweenLinks() || link != null && !link.isOver() && !link.isClosing();
    }

    private boolean isBetweenLinks() {
        return pause != null || question != null;
    }

    /** {@return whether the socket is over and nothing of it is held any more} */
    boolean isAtRest() {
        return !isBetweenLinks() && unfinished.isEmpty() && held.isEmpty() && link != null && link.isReleased();
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

    /** The current link is ready. */
    void ready() {
        readySince = kernel.now();
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
            gap = new GapStart(now, counters.attempts, counters.dropped, counters.inDoubt, counters.lastInbound);
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

    /** A link has ended: its Closed says whether another comes, perhaps later. {@return whether to dispatch} */
    boolean ended(Link over, LinkState.Over end, List<Runnable> after) {
        boolean last = over != link || stopped || !reconnect.isEnabled();
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
        noteReadiness();
        after.addAll(outbox.dropExpired(kernel.now()));
        if (outbox.nextExpiry() != null) {
            // What was being written waits again, perhaps with no timer set.
            after.add(socket::watchExpiry);
        }
        LinkEnd said = LinkEnd.of(end.status(), end.cause(), history.retries());
        Optional<RetryRule> rule = reconnect.rule();
        if (rule.isEmpty() || ruleIsBusy) {
            // A rule that has not returned from an earlier end is not asked on one more thread.
            return decided(said, RetryRule.Verdict.BY_TABLE, after);
        }
        return ask(rule.get(), said, after);
    }

    /** R3: counted up to the end of the link, not to the rule's answer; the rule is told what holds after it. */
    private void noteReadiness() {
        if (readySince != null) {
            Duration ready = Duration.between(readySince, kernel.now());
            history = history.afterReady(ready.compareTo(reconnect.stableAfter()) >= 0);
            readySince = null;
        }
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

    /** The Closed waits for the rule's answer. {@return whether to dispatch} */
    private boolean ask(RetryRule rule, LinkEnd end, List<Runnable> after) {
        Question asked = new Question(end);
        question = asked;
        ruleIsBusy = true;
        after.add(() -> asked.alarm.set(kernel, reconnect.ruleLimit(), () -> answeredTooLate(asked)));
        after.add(() -> consult(rule, asked));
        return false;
    }

    /** {@return whether to dispatch} */
    private boolean decided(LinkEnd end, RetryRule.Verdict verdict, List<Runnable> after) {
        Instant now = kernel.now();
        Link over = Objects.requireNonNull(link);
        boolean hasProvider = socket.destination().credentials().isPresent();
        RetryPlan.Facts facts = new RetryPlan.Facts(now, hasProvider, kernel.random());
        RetryPlan.Next next = RetryPlan.next(reconnect, history, end, verdict, facts);
        history = next.history();
        Duration delay = next.delay();
        if (delay == null) {
            after.addAll(outbox.dropWaiting(DropReason.SOCKET_ENDED));
            return endsWith(over, end.status());
        }
        Pause begun = new Pause(history.retries(), now.plus(delay), end);
        pause = begun;
        after.add(() -> begun.alarm.set(kernel, delay, () -> passed(begun)));
        return emit(over, SocketEvent.Closed.of(socket, end.status(), delay));
    }

    // ---- called without the lock ----

    private void consult(RetryRule rule, Question asked) {
        RetryRule.Verdict verdict = RetryPlan.verdictOf(rule, asked.end, socket.name());
        lock.lock();
        try {
            ruleIsBusy = false;
        } finally {
            lock.unlock();
        }
        answered(asked, verdict);
    }

    private void answeredTooLate(Question asked) {
        Logs.log(
                LOG,
                System.Logger.Level.WARNING,
                "the retry rule of socket \"" + socket.name() + "\" has not answered within " + reconnect.ruleLimit()
                        + "; the table decides",
                null);
        answered(asked, RetryRule.Verdict.BY_TABLE);
    }

    private void answered(Question asked, RetryRule.Verdict verdict) {
        List<Runnable> after = new ArrayList<>();
        boolean dispatch;
        lock.lock();
        try {
            if (question != asked) {
                return;
            }
            question = null;
            dispatch = decided(asked.end, verdict, after);
            lock.changed();
        } finally {
            lock.unlock();
        }
        asked.alarm.cancel();
        finish(dispatch, after);
    }

    private void finish(boolean dispatch, List<Runnable> after) {
        if (dispatch) {
            dispatch();
        }
        after.forEach(kernel::execute);
        socket.restWhenQuiet();
    }

    void dispatch() {
        inbox.dispatch();
    }

    /** The time of a pause has passed; the attempt begins when nothing is held of the one before (R7). */
    private void passed(Pause over) {
        Link last;
        lock.lock();
        try {
            last = pause == over ? link : null;
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
            return pause == over ? begin() : null;
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
            history = RetryPlan.History.NEW;
            gap = null;
            readySince = null;
            stopped = false;
            return begin();
        } finally {
            lock.unlock();
        }
    }

    private Link begin() {
        pause = null;
        closedBetweenLinks = null;
        Link next = new Link(socket, this, shared, outbox);
        link = next;
        unfinished.add(next);
        unreleased.removeIf(Link::isReleased);
        unreleased.add(next);
        lock.changed();
        return next;
    }

    /** The application closes: from now on undelivered messages are dropped (E8), and no attempt is made (R7). */
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
            if (current != null && isBetweenLinks()) {
                CloseStatus last = question == null ? CloseStatus.LOST : question.end.status();
                Failure cause = question == null ? null : question.end.failure().orElse(null);
                after.add((question == null ? Objects.requireNonNull(pause).alarm : question.alarm)::cancel);
                pause = null;
                question = null;
                after.addAll(outbox.dropWaiting(DropReason.SOCKET_ENDED));
                closedBetweenLinks = SocketState.Closed.of(last, cause);
                dispatch = endsWith(current, last);
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
