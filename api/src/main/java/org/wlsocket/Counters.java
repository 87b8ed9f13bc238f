// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wlsocket.Delivery.DropReason;

/**
 * What a socket counts over all its links; guarded by the socket's lock. accepted = written + dropped +
 * pending.
 */
final class Counters {

    long accepted;
    long written;
    long writtenBytes;
    long dropped;
    long pending;
    long pendingBytes;
    long inDoubt;
    long refused;
    long received;
    long receivedBytes;
    long attempts;
    int heldAttempts;
    long opened;
    @Nullable Instant lastInbound;
    @Nullable Duration roundTrip;

    /** Without the gap that is going on. */
    Duration downtime = Duration.ZERO;

    /** When the gap that is going on began; null while there is none. */
    @Nullable Instant downSince;

    final Map<DropReason, Long> drops = new EnumMap<>(DropReason.class);
    final Map<Failure.Reason, Long> failedAttempts = new EnumMap<>(Failure.Reason.class);

    void accept(OutgoingMessage message) {
        accepted++;
        message.numbered(accepted);
        pending++;
        pendingBytes += message.size();
    }

    void settle(OutgoingMessage message, Delivery.Outcome outcome) {
        pending--;
        pendingBytes -= message.size();
        if (outcome instanceof Delivery.Outcome.Dropped drop) {
            dropped++;
            drops.merge(drop.reason(), 1L, Long::sum);
        } else {
            written++;
            writtenBytes += message.size();
        }
    }

    void receive(int size, Instant now) {
        received++;
        receivedBytes += size;
        lastInbound = now;
    }

    void attemptFailed(Failure.Reason reason) {
        failedAttempts.merge(reason, 1L, Long::sum);
    }

    void up(Instant now) {
        opened++;
        downtime = downtime(now);
        downSince = null;
    }

    void down(Instant now) {
        downSince = now;
    }

    /** The socket has ended: nobody misses the link any more. */
    void endDowntime(Instant now) {
        downtime = downtime(now);
        downSince = null;
    }

    Duration downtime(Instant now) {
        return downSince == null ? downtime : downtime.plus(Duration.between(downSince, now));
    }
}
