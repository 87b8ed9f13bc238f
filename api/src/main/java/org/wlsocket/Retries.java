// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wlsocket.SocketState.Waiting.HeldBy;

/**
 * What a socket does between two links: a rule is asked whether another attempt is to come, and a pause
 * passes. It decides with {@link RetryPlan}; {@link SocketLife} tells the application and makes the links.
 */
final class Retries {

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

    /**
     * A rule is being asked about an end whose Closed is held back; its identity tells it from an earlier
     * one.
     */
    private static final class Question {

        private final LinkEnd end;
        private final Alarm alarm = new Alarm();

        Question(LinkEnd end) {
            this.end = end;
        }
    }

    private final ManagedSocket socket;
    private final SocketLife life;
    private final Kernel kernel;
    private final SocketLock lock;
    private final Reconnect reconnect;

    // All guarded by the lock.

    private @Nullable Pause pause;
    private @Nullable Question question;
    private RetryPlan.History history = RetryPlan.History.NEW;
    private @Nullable Instant readySince;

    /** Whether the call of a rule has not returned. */
    private boolean ruleIsBusy;

    Retries(ManagedSocket socket, SocketLife life, SocketShared shared) {
        this.socket = socket;
        this.life = life;
        this.kernel = shared.kernel();
        this.lock = shared.lock();
        this.reconnect = socket.options().reconnect();
    }

    // ---- called with the lock ----

    boolean areOn() {
        return reconnect.isEnabled();
    }

    /** {@return whether the socket is between two links} */
    boolean isWaiting() {
        return pause != null || question != null;
    }

    /**
     * {@return the state between two links, null otherwise}
     *
     * @param heldBy what an attempt waits for when its time has come
     */
    @Nullable SocketState state(HeldBy heldBy) {
        if (question != null) {
            return SocketState.Waiting.of(
                    history.retries() + 1, kernel.now(), HeldBy.RETRY_RULE, question.end);
        }
        return pause == null ? null : SocketState.Waiting.of(pause.attempt, pause.until, heldBy, pause.cause);
    }

    /** {@return whether the credentials of the attempt before were refused} */
    boolean isChallenged() {
        return history.isChallenged();
    }

    /** {@return whether an attempt after this pause is still to be made} */
    boolean isPausing(Object which) {
        return pause == which;
    }

    /** The socket is opened anew. */
    void forgetHistory() {
        history = RetryPlan.History.NEW;
        readySince = null;
    }

    /** A link begins. */
    void linkBegins() {
        pause = null;
    }

    /** The link is ready. */
    void linkIsReady() {
        readySince = kernel.now();
    }

    /** The link has ended. {@return whether to dispatch what the decision has told the application} */
    boolean linkEnded(LinkState.Over end, List<Runnable> after) {
        noteReadiness();
        LinkEnd said = LinkEnd.of(end.status(), end.cause(), history.retries());
        Optional<RetryRule> rule = reconnect.rule();
        if (rule.isEmpty() || ruleIsBusy) {
            // A rule that has not returned from an earlier end is not asked on one more thread.
            return decide(said, RetryRule.Verdict.BY_TABLE, after);
        }
        Question asked = new Question(said);
        question = asked;
        ruleIsBusy = true;
        after.add(() -> asked.alarm.set(kernel, reconnect.ruleLimit(), () -> answeredTooLate(asked)));
        after.add(() -> consult(rule.get(), asked));
        return false;
    }

    /**
     * R3: counted up to the end of the link, not to the rule's answer; the rule is told what holds after it.
     */
    private void noteReadiness() {
        if (readySince != null) {
            Duration ready = Duration.between(readySince, kernel.now());
            history = history.afterReady(ready.compareTo(reconnect.stableAfter()) >= 0);
            readySince = null;
        }
    }

    private boolean decide(LinkEnd end, RetryRule.Verdict verdict, List<Runnable> after) {
        Instant now = kernel.now();
        boolean hasProvider = socket.destination().credentials().isPresent();
        RetryPlan.Facts facts = new RetryPlan.Facts(now, hasProvider, kernel.random());
        RetryPlan.Next next = RetryPlan.next(reconnect, history, end, verdict, facts);
        history = next.history();
        Duration delay = next.delay();
        if (delay == null) {
            return life.endsForGood(end.status(), after);
        }
        Pause begun = new Pause(history.retries(), now.plus(delay), end);
        pause = begun;
        after.add(() -> begun.alarm.set(kernel, delay, () -> life.pauseIsOver(begun)));
        return life.comesBack(end.status(), delay);
    }

    /**
     * The application has closed the socket between two links. {@return how it ended, where that was not told
     * yet}
     */
    SocketState.Closed stop(List<Runnable> after) {
        Question asked = question;
        Pause begun = pause;
        question = null;
        pause = null;
        if (begun != null) {
            after.add(begun.alarm::cancel);
        }
        if (asked == null) {
            return SocketState.Closed.of(CloseStatus.LOST, null);
        }
        after.add(asked.alarm::cancel);
        return SocketState.Closed.of(asked.end.status(), asked.end.failure().orElse(null));
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
                "the retry rule of socket \"" + socket.name() + "\" has not answered within "
                        + reconnect.ruleLimit()
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
            dispatch = decide(asked.end, verdict, after);
            lock.changed();
        } finally {
            lock.unlock();
        }
        asked.alarm.cancel();
        life.finish(dispatch, after);
    }
}
