// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

/** What a socket counts over all its links; guarded by the socket's lock. accepted = written + dropped + pending. */
final class Counters {

    long accepted;
    long written;
    long dropped;
    long pending;
    long pendingBytes;
    long refused;
    long received;
    long attempts;
    int heldAttempts;

    void accept(OutgoingMessage message) {
        accepted++;
        pending++;
        pendingBytes += message.size();
    }

    void settle(OutgoingMessage message, Delivery.Outcome outcome) {
        pending--;
        pendingBytes -= message.size();
        if (outcome instanceof Delivery.Outcome.Written) {
            written++;
        } else {
            dropped++;
        }
    }

    SocketStatistics snapshot(long undelivered) {
        return new SocketStatistics(
                accepted,
                written,
                dropped,
                pending,
                pendingBytes,
                refused,
                received,
                undelivered,
                attempts,
                heldAttempts);
    }
}
