// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a socket makes a new link when one has ended, and when (R1–R4); an immutable value.
 *
 * <p>The delay before the first retry is any time up to {@link #firstDelay()}, so that sockets that were cut
 * together do not come back together. The delays after it begin at {@link #minDelay()}, double up to
 * {@link #maxDelay()}, and are half fixed, half random. They begin anew after a link that was ready for
 * {@link #stableAfter()}. A server that answers 429 or 503 with {@code Retry-After} is obeyed instead, up to
 * 5 min (R6).
 */
public final class Reconnect {

    private static final Reconnect OFF = new Reconnect(
            false,
            new Delays(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(30)),
            Duration.ofSeconds(30),
            null,
            Duration.ofSeconds(1));

    private static final Reconnect ON = new Reconnect(true, OFF.delays, OFF.stableAfter, null, OFF.ruleLimit);

    private final boolean enabled;
    private final Delays delays;
    private final Duration stableAfter;
    private final @Nullable RetryRule rule;
    private final Duration ruleLimit;

    private record Delays(Duration first, Duration min, Duration max) {}

    private Reconnect(
            boolean enabled,
            Delays delays,
            Duration stableAfter,
            @Nullable RetryRule rule,
            Duration ruleLimit) {
        this.enabled = enabled;
        this.delays = delays;
        this.stableAfter = stableAfter;
        this.rule = rule;
        this.ruleLimit = ruleLimit;
    }

    /** {@return the value with which the end of a link is the end of the socket} */
    public static Reconnect off() {
        return OFF;
    }

    /** {@return the value with which a socket stays connected: delays 0–2 s, then 2 s doubling to 30 s} */
    public static Reconnect on() {
        return ON;
    }

    /** Sets the longest delay before the first retry; zero for at once. */
    public Reconnect withFirstDelay(Duration longest) {
        Duration checked = Checks.notNegative(longest, "longest first delay");
        return with(new Delays(checked, delays.min, delays.max));
    }

    /**
     * Sets the delays from the second retry on.
     *
     * @param min what they begin with, above zero
     * @param max what they end with, not below {@code min}
     */
    public Reconnect withDelays(Duration min, Duration max) {
        Duration least = Checks.positive(min, "smallest delay");
        Duration most = Checks.positive(max, "largest delay");
        if (least.compareTo(most) > 0) {
            throw new NamedSocketException.BadArgument(
                    "expected a smallest delay up to the largest, found " + least
                    + " and " + most + "; exchange them");
        }
        return with(new Delays(delays.first, least, most));
    }

    /**
     * Sets how long a link must have been ready for the delays to begin anew; zero for any link that was
     * ready.
     */
    public Reconnect withStableAfter(Duration value) {
        return new Reconnect(enabled, delays, Checks.notNegative(value, "stable time"), rule, ruleLimit);
    }

    /** Sets a rule that can overrule the table (R4), either way. */
    public Reconnect withRule(RetryRule value) {
        return new Reconnect(enabled, delays, stableAfter, Checks.notNull(value, "retry rule"), ruleLimit);
    }

    /** Sets how long the rule may take before the table decides; 1 s by default. */
    public Reconnect withRuleLimit(Duration limit) {
        return new Reconnect(enabled, delays, stableAfter, rule,
                Checks.positive(limit, "limit of the retry rule"));
    }

    private Reconnect with(Delays others) {
        return new Reconnect(enabled, others, stableAfter, rule, ruleLimit);
    }

    /** {@return whether the socket reconnects} */
    public boolean isEnabled() {
        return enabled;
    }

    /** {@return the longest delay before the first retry} */
    public Duration firstDelay() {
        return delays.first;
    }

    /** {@return what the delays from the second retry on begin with} */
    public Duration minDelay() {
        return delays.min;
    }

    /** {@return what the delays end with} */
    public Duration maxDelay() {
        return delays.max;
    }

    /** {@return how long a link must have been ready for the delays to begin anew} */
    public Duration stableAfter() {
        return stableAfter;
    }

    /** {@return the rule that can overrule the table} */
    public Optional<RetryRule> rule() {
        return Optional.ofNullable(rule);
    }

    /** {@return how long the rule may take} */
    public Duration ruleLimit() {
        return ruleLimit;
    }

    @Override
    public String toString() {
        return enabled
                ? "Reconnect[first up to " + delays.first + ", then " + delays.min + " to " + delays.max + "]"
                : "Reconnect[off]";
    }
}
