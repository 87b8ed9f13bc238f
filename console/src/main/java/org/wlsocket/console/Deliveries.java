// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import java.util.ArrayDeque;
import java.util.Deque;
import org.wlsocket.Delivery;
import org.wlsocket.Delivery.DropReason;
import org.wlsocket.Delivery.Outcome;

/** Remembers the messages that are not written yet, at most as many as the send buffer holds. Thread-safe. */
final class Deliveries {

    private final Deque<Delivery> open = new ArrayDeque<>(); // guarded by this
    private int lost; // guarded by this

    synchronized void add(Delivery accepted) {
        open.addLast(accepted);
        forgetFinished();
    }

    /**
     * {@return how many accepted messages were not written} One that was being written when the link ended
     * does not count: the server may have answered it with that end.
     */
    synchronized int lost() {
        forgetFinished();
        return lost;
    }

    private void forgetFinished() {
        while (!open.isEmpty() && !(open.getFirst().outcome() instanceof Outcome.Pending)) {
            Outcome outcome = open.removeFirst().outcome();
            if (outcome instanceof Outcome.Dropped dropped && dropped.reason() != DropReason.IN_DOUBT) {
                lost++;
            }
        }
    }
}
