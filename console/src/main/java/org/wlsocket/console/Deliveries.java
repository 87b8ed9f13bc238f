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
    private int inDoubt; // guarded by this

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

    /** {@return how many were being written when their link ended} */
    synchronized int inDoubt() {
        forgetFinished();
        return inDoubt;
    }

    private void forgetFinished() {
        while (!open.isEmpty() && !(open.getFirst().outcome() instanceof Outcome.Pending)) {
            if (open.removeFirst().outcome() instanceof Outcome.Dropped dropped) {
                count(dropped.reason());
            }
        }
    }

    private void count(DropReason reason) {
        if (reason == DropReason.IN_DOUBT) {
            inDoubt++;
        } else {
            lost++;
        }
    }
}
