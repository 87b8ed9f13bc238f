// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.wlsocket.RetryRule.Verdict;

/** Whether and when another attempt is made after an end; decides from what it is given, and changes nothing. */
final class RetryPlan {

    private static final System.Logger LOG = System.getLogger("org.wlsocket");

    private RetryPlan() {}

    /**
     * What is remembered from one end to the next.
     *
     * @param retries how many retries were planned since a link was stable
     * @param isChallenged whether the server has answered 401 since a link was ready
     */
    record History(int retries, boolean isChallenged) {

        static final History NEW = new History(0, false);
    }

    /**
     * What else is known at an end.
     *
     * @param stable whether the link was ready long enough for the delays to begin anew
     * @param wasReady whether the link was ready at all
     * @param hasProvider whether there is a credentials provider
     */
    record Facts(Instant now, boolean stable, boolean wasReady, boolean hasProvider, RandomGenerator random) {}

    /**
     * The decision.
     *
     * @param delay null: no further attempt is made
     */
    record Next(@Nullable Duration delay, History history) {}

    static Next next(Reconnect settings, History before, LinkEnd end, Verdict verdict, Facts facts) {
        int retries = facts.stable ? 0 : before.retries;
        boolean challenged = before.isChallenged && !facts.wasReady;
        boolean unauthorized = facts.hasProvider && RetryTable.isUnauthorized(end);
        boolean fresh = unauthorized && !challenged && verdict != Verdict.STOP;
        if (!fresh && !isRetried(end, verdict)) {
            return new Next(null, new History(retries, challenged));
        }
        History after = new History(retries + 1, challenged || unauthorized);
        Duration delay = fresh ? Duration.ZERO : delay(settings, retries + 1, end, facts);
        return new Next(delay, after);
    }

    private static boolean isRetried(LinkEnd end, Verdict verdict) {
        return switch (verdict) {
            case RETRY -> true;
            case STOP -> false;
            case BY_TABLE -> end.isRetriedByTable();
        };
    }

    private static Duration delay(Reconnect settings, int retry, LinkEnd end, Facts facts) {
        Duration asked = RetryAfter.of(end, facts.now);
        return asked == null ? Backoff.delay(settings, retry, facts.random) : asked;
    }

    /** {@return what a rule of the application answers; whatever it does, there is an answer} Called without a lock. */
    static Verdict verdictOf(RetryRule rule, LinkEnd end, String socketName) {
        try {
            Verdict verdict = rule.decide(end);
            if (verdict != null) {
                return verdict;
            }
            Logs.log(LOG, System.Logger.Level.ERROR, "the retry rule of socket \"" + socketName + "\" gave null", null);
        } catch (Throwable t) {
            Logs.log(LOG, System.Logger.Level.ERROR, "the retry rule of socket \"" + socketName + "\" threw", t);
        }
        return Verdict.BY_TABLE;
    }
}
