// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

/**
 * One consistent snapshot of a socket's counters since it was connected first.
 *
 * @param accepted messages that {@code send} accepted; always {@code written + dropped + pending} (C5)
 * @param written messages that the container took whole
 * @param dropped messages that were given up with a reason
 * @param pending messages that wait or are being written
 * @param pendingBytes the size of the pending messages, texts counted in UTF-8
 * @param refused messages that {@code send} refused
 * @param received messages that came from the peer
 * @param undelivered messages that came and wait for the listener or for {@code receive}
 * @param attempts how often a link was asked for
 * @param heldAttempts 1 while a connection attempt has not returned from the container, else 0 (C9)
 */
public record SocketStatistics(
        long accepted,
        long written,
        long dropped,
        long pending,
        long pendingBytes,
        long refused,
        long received,
        long undelivered,
        long attempts,
        int heldAttempts) {}
