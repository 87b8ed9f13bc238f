// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.wlsocket.RetryRule.Verdict;

/**
 * Whether and when another attempt is made after an end; decides from what it is given, and changes nothing.
 */
final class RetryPlan {

    private static final System.Logger LOG = System.getLogger("org.wlsocket");

    private RetryPlan() {}

    /**
     * What is remembered from one end to the next.
     *
     * @param retries how many retries were planned since a link was stable
     * @param isChallenged whether the attempt before ended with 401
     */
    record History(int retries, boolean isChallenged) {

        static final History NEW = new History(0, false);

        /**
         * {@return the same after a link that was ready; {@code stable} says for long enough to begin anew}
         */
        History afterReady(boolean stable) {
            return new History(stable ? 0 : retries, false);
        }
    }

    /**
     * What else is known at an end.
     *
     * @param hasProvider whether there is a credentials provider
     */
    record Facts(Instant now, boolean hasProvider, RandomGenerator random) {}

    /**
     * The decision.
     *
     * @param delay null: no further attempt is made
     */
    record Next(@Nullable Duration delay, History history) {}

    static Next next(Reconnect settings, History before, LinkEnd end, Verdict verdict, Facts facts) {
        boolean unauthorized = facts.hasProvider && RetryTable.isUnauthorized(end);
        boolean fresh = unauthorized && !before.isChallenged && verdict != Verdict.STOP;
        if (!fresh && !isRetried(end, verdict)) {
            return new Next(null, before);
        }
        History after = new History(before.retries + 1, unauthorized);
        Duration delay = fresh ? Duration.ZERO : delay(settings, after.retries, end, facts);
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

    /**
     * {@return what a rule of the application answers; whatever it does, there is an answer} Called without a
     * lock.
     */
    static Verdict verdictOf(RetryRule rule, LinkEnd end, String socketName) {
        try {
            Verdict verdict = rule.decide(end);
            if (verdict != null) {
                return verdict;
            }
            Logs.log(LOG, System.Logger.Level.ERROR, "the retry rule of socket \"" + socketName
                    + "\" gave null", null);
        } catch (Throwable t) {
            Logs.log(LOG, System.Logger.Level.ERROR, "the retry rule of socket \"" + socketName
                    + "\" threw", t);
        }
        return Verdict.BY_TABLE;
    }
}
