// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was missed between two links of one socket (R12). */
public final class Gap {

    private final int attempts;
    private final Duration downtime;
    private final @Nullable Instant lastInbound;

    private Gap(int attempts, Duration downtime, @Nullable Instant lastInbound) {
        this.attempts = attempts;
        this.downtime = Objects.requireNonNull(downtime, "downtime");
        this.lastInbound = lastInbound;
    }

    /** {@return a gap} */
    public static Gap of(int attempts, Duration downtime, @Nullable Instant lastInbound) {
        return new Gap(attempts, downtime, lastInbound);
    }

    /** {@return how many attempts were made, the successful one included} */
    public int attempts() {
        return attempts;
    }

    /** {@return how long the socket was not open} */
    public Duration downtime() {
        return downtime;
    }

    /** {@return when the last frame came before the gap, if one came at all} */
    public Optional<Instant> lastInbound() {
        return Optional.ofNullable(lastInbound);
    }
}
