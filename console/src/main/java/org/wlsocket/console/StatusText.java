// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.wlsocket.SocketState;
import org.wlsocket.SocketState.Waiting.HeldBy;
import org.wlsocket.SocketStatistics;

/** What the status line says. Used by one thread after another. */
final class StatusText {

    private int attempt;

    String of(SocketState state, SocketStatistics numbers, Instant now) {
        if (state instanceof SocketState.Waiting waiting) {
            attempt = waiting.attempt();
        } else if (state instanceof SocketState.Open) {
            attempt = 0;
        }
        return StateName.of(state).toLowerCase(Locale.ROOT)
                + attempt(state, now)
                + roundTrip(state, numbers)
                + (numbers.pending() == 0 ? "" : " | " + numbers.pending() + " queued");
    }

    private String attempt(SocketState state, Instant now) {
        if (state instanceof SocketState.Waiting waiting) {
            return " | retry " + attempt + when(waiting, Duration.between(now, waiting.until()));
        }
        return state instanceof SocketState.Connecting && attempt > 0 ? " | retry " + attempt : "";
    }

    /** Counts down to 1: at 0 the attempt is there. */
    private static String when(SocketState.Waiting waiting, Duration left) {
        if (waiting.heldBy() != HeldBy.DELAY && (left.isNegative() || left.isZero())) {
            return " when the attempt before has ended";
        }
        return " in " + Math.max(1, left.plusMillis(999).toSeconds()) + " s";
    }

    private static String roundTrip(SocketState state, SocketStatistics numbers) {
        return state instanceof SocketState.Open
                ? numbers.roundTrip().map(StatusText::roundTrip).orElse("")
                : "";
    }

    private static String roundTrip(Duration time) {
        return String.format(Locale.ROOT, " | round trip %.1f ms", time.toNanos() / 1e6);
    }
}
