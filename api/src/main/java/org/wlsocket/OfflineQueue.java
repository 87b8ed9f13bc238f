// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether {@code send} takes messages while the socket is not ready, and what becomes of them (R8, R9); an
 * immutable value. The queue is bounded by {@link SocketOptions#sendBuffer()}.
 */
public final class OfflineQueue {

    /** What happens to a message for which the queue has no room while the socket is not ready. */
    public enum Overflow {
        /** It is refused. */
        REFUSE,
        /**
         * It is taken; the oldest that wait are dropped, each with {@link Delivery.DropReason#OVERFLOW}.
         * Refused if what does not wait in the queue, but is being written or prepared, leaves no room all
         * the same.
         */
        DROP_OLDEST
    }

    private static final OfflineQueue OFF = new OfflineQueue(false, Overflow.REFUSE, null, false);

    private final boolean enabled;
    private final Overflow overflow;
    private final @Nullable Duration timeToLive;
    private final boolean resendInDoubt;

    private OfflineQueue(
            boolean enabled, Overflow overflow, @Nullable Duration timeToLive, boolean resendInDoubt) {
        this.enabled = enabled;
        this.overflow = overflow;
        this.timeToLive = timeToLive;
        this.resendInDoubt = resendInDoubt;
    }

    /** {@return the value with which messages are refused while the socket is not ready} */
    public static OfflineQueue off() {
        return OFF;
    }

    /** {@return a queue that does this when it has no room} */
    public static OfflineQueue on(Overflow overflow) {
        return new OfflineQueue(true, Checks.notNull(overflow, "kind of overflow"), null, false);
    }

    /**
     * Limits how long a message may wait, counted from {@code send}, on a ready socket too; then it is
     * dropped with {@link Delivery.DropReason#EXPIRED}. A message that is being written does not expire.
     */
    public OfflineQueue withTimeToLive(Duration value) {
        return new OfflineQueue(enabled, overflow, Checks.positive(value, "time to live"), resendInDoubt);
    }

    /**
     * Sets whether a message that was being written when its link ended, or could not be written, is sent
     * again on the next link, before all others that wait. The peer may get it twice then; otherwise it is
     * dropped with {@link Delivery.DropReason#IN_DOUBT} or {@link Delivery.DropReason#WRITE_FAILED}. Without
     * a queue nothing is sent again.
     */
    public OfflineQueue withResendInDoubt(boolean value) {
        return new OfflineQueue(enabled, overflow, timeToLive, value);
    }

    /** {@return whether messages wait while the socket is not ready} */
    public boolean isEnabled() {
        return enabled;
    }

    /** {@return what happens when there is no room} */
    public Overflow overflow() {
        return overflow;
    }

    /** {@return how long a message may wait; empty for as long as the socket lives} */
    public Optional<Duration> timeToLive() {
        return Optional.ofNullable(timeToLive);
    }

    /** {@return whether messages in doubt are sent again} */
    public boolean resendsInDoubt() {
        return resendInDoubt;
    }
}
