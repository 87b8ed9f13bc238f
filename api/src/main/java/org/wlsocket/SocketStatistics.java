// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wlsocket.Delivery.DropReason;

/**
 * One consistent snapshot of a socket's counters, over all its links: in every one of them
 * {@code accepted = written + dropped + pending} (C5). Sizes of texts are counted in UTF-8.
 */
public final class SocketStatistics {

    private final Outbound outbound;
    private final Inbound inbound;
    private final Links links;

    private record Outbound(
            long accepted,
            long refused,
            long written,
            long writtenBytes,
            long dropped,
            Map<DropReason, Long> drops,
            long inDoubt,
            long pending,
            long pendingBytes) {}

    private record Inbound(long received, long receivedBytes, long undelivered, @Nullable Instant last) {}

    private record Links(
            long attempts,
            int held,
            long opened,
            Map<Failure.Reason, Long> failed,
            Duration downtime,
            @Nullable Duration roundTrip) {}

    private SocketStatistics(Outbound outbound, Inbound inbound, Links links) {
        this.outbound = outbound;
        this.inbound = inbound;
        this.links = links;
    }

    static SocketStatistics of(Counters now, long undelivered, Instant time) {
        return new SocketStatistics(
                new Outbound(
                        now.accepted,
                        now.refused,
                        now.written,
                        now.writtenBytes,
                        now.dropped,
                        copyOf(now.drops, DropReason.class),
                        now.inDoubt,
                        now.pending,
                        now.pendingBytes),
                new Inbound(now.received, now.receivedBytes, undelivered, now.lastInbound),
                new Links(
                        now.attempts,
                        now.heldAttempts,
                        now.opened,
                        copyOf(now.failedAttempts, Failure.Reason.class),
                        now.downtime(time),
                        now.roundTrip));
    }

    private static <K extends Enum<K>> Map<K, Long> copyOf(Map<K, Long> counts, Class<K> type) {
        EnumMap<K, Long> copy = new EnumMap<>(type);
        copy.putAll(counts);
        return Collections.unmodifiableMap(copy);
    }

    /** {@return messages that {@code send} accepted, those of {@link Preparation} included} */
    public long accepted() {
        return outbound.accepted;
    }

    /** {@return messages that {@code send} refused} */
    public long refused() {
        return outbound.refused;
    }

    /** {@return messages that the container took whole} */
    public long written() {
        return outbound.written;
    }

    /** {@return the size of the written messages} */
    public long writtenBytes() {
        return outbound.writtenBytes;
    }

    /** {@return messages that were accepted and given up, each with a reason} */
    public long dropped() {
        return outbound.dropped;
    }

    /** {@return the same by reason; a reason that never came is not there} */
    public Map<DropReason, Long> droppedByReason() {
        return outbound.drops;
    }

    /**
     * {@return how often a message was being written when its link ended (R9), whatever became of it then}
     */
    public long inDoubt() {
        return outbound.inDoubt;
    }

    /** {@return messages that wait or are being written} */
    public long pending() {
        return outbound.pending;
    }

    /** {@return the size of the pending messages} */
    public long pendingBytes() {
        return outbound.pendingBytes;
    }

    /** {@return messages that came from the peer} */
    public long received() {
        return inbound.received;
    }

    /** {@return the size of the messages that came} */
    public long receivedBytes() {
        return inbound.receivedBytes;
    }

    /** {@return messages that came and wait for the listener or for {@code receive}} */
    public long undelivered() {
        return inbound.undelivered;
    }

    /** {@return when the last message or pong came, by the clock of the {@link Sockets}} */
    public Optional<Instant> lastInbound() {
        return Optional.ofNullable(inbound.last);
    }

    /** {@return how often a link was asked for} */
    public long attempts() {
        return links.attempts;
    }

    /** {@return how many attempts opened a link, whether or not it became ready} */
    public long opened() {
        return links.opened;
    }

    /**
     * {@return how many attempts failed before their link was ready, by reason; one that never came is not
     * there}
     */
    public Map<Failure.Reason, Long> failedAttempts() {
        return links.failed;
    }

    /**
     * {@return 1 while an attempt has not returned from the container or the credentials provider, else 0
     * (C9)}
     */
    public int heldAttempts() {
        return links.held;
    }

    /**
     * {@return how long the socket was without an open link, all gaps together, between its first link and
     * its end}
     */
    public Duration downtime() {
        return links.downtime;
    }

    /** {@return how long the last answered ping took, from the wish to send it to its pong} */
    public Optional<Duration> roundTrip() {
        return Optional.ofNullable(links.roundTrip);
    }

    @Override
    public String toString() {
        return "SocketStatistics[" + outbound + ", " + inbound + ", " + links + "]";
    }
}
