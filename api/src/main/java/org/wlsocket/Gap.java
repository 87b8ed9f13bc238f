// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What happened between two links of one socket (R12); an immutable value. */
public final class Gap {

    private final int attempts;
    private final Duration downtime;
    private final @Nullable Instant lastInbound;
    private final Messages messages;

    private record Messages(long queued, long dropped, long inDoubt) {}

    private Gap(int attempts, Duration downtime, @Nullable Instant lastInbound, Messages messages) {
        this.attempts = attempts;
        this.downtime = Objects.requireNonNull(downtime, "downtime");
        this.lastInbound = lastInbound;
        this.messages = messages;
    }

    /** {@return a gap in which no messages were waiting} */
    public static Gap of(int attempts, Duration downtime) {
        return new Gap(attempts, downtime, null, new Messages(0, 0, 0));
    }

    /** {@return the same gap with the time of the last message or pong before it} */
    public Gap withLastInbound(Instant value) {
        return new Gap(attempts, downtime, Objects.requireNonNull(value, "value"), messages);
    }

    /** {@return the same gap with what became of messages: see the accessors} */
    public Gap withMessages(long queued, long dropped, long inDoubt) {
        return new Gap(attempts, downtime, lastInbound, new Messages(queued, dropped, inDoubt));
    }

    /** {@return how many attempts were made, the successful one included} */
    public int attempts() {
        return attempts;
    }

    /** {@return how long the socket had no open link} */
    public Duration downtime() {
        return downtime;
    }

    /**
     * {@return when the last message or pong came before the gap, by the clock of the
     * {@link Sockets}; empty if none did}
     */
    public Optional<Instant> lastInbound() {
        return Optional.ofNullable(lastInbound);
    }

    /** {@return how many messages wait now to be sent} */
    public long queued() {
        return messages.queued;
    }

    /**
     * {@return how many accepted messages were dropped when the link ended and since, those in doubt
     * included}
     */
    public long dropped() {
        return messages.dropped;
    }

    /**
     * {@return how many messages were being written when the link ended, whatever became of them: the peer
     * may have them or not}
     */
    public long inDoubt() {
        return messages.inDoubt;
    }

    @Override
    public String toString() {
        return "Gap[" + downtime + ", attempts " + attempts + ", queued " + messages.queued + ", dropped "
                + messages.dropped + ", in doubt " + messages.inDoubt + "]";
    }
}
