// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.wlsocket.Delivery;
import org.wlsocket.Delivery.Outcome;
import org.wlsocket.NamedSocket;
import org.wlsocket.SocketStatistics;

/**
 * The accounting of C5 as an assertion: accepted = written + dropped + pending in every snapshot, and for
 * each message one outcome that stays.
 *
 * <pre>{@code
 * Accounting.assertBalanced(socket);                  // this snapshot
 *
 * Accounting accounting = new Accounting(socket);
 * accounting.note(socket.send("hello"));
 * accounting.check();                                 // as often as you like
 * }</pre>
 */
public final class Accounting {

    private final NamedSocket socket;
    private final List<Delivery> accepted = new ArrayList<>();
    private final Map<Delivery, Outcome> ends = new HashMap<>();
    private long refused;

    /** Watches a socket; {@link #check} needs all its deliveries from its first message on. */
    public Accounting(NamedSocket socket) {
        this.socket = socket;
    }

    /** Asserts that the sums of one snapshot are right. */
    public static void assertBalanced(NamedSocket socket) {
        SocketStatistics now = socket.statistics();
        long sum = now.written() + now.dropped() + now.pending();
        require(now.accepted() == sum, "accepted = written + dropped + pending", now);
        long byReason = now.droppedByReason().values().stream().mapToLong(n -> n).sum();
        require(byReason == now.dropped(), "the reasons to add up to what was dropped", now);
        require(now.pending() >= 0 && now.pendingBytes() >= 0, "nothing below zero", now);
        require(now.pending() > 0 || now.pendingBytes() == 0, "no bytes pending without a message", now);
    }

    /** Asserts that nothing is on its way any more. */
    public static void assertSettled(NamedSocket socket) {
        assertBalanced(socket);
        SocketStatistics now = socket.statistics();
        require(now.pending() == 0, "nothing pending", now);
    }

    /** Notes what {@code send} gave, and gives it back. */
    public Delivery note(Delivery delivery) {
        if (delivery.accepted()) {
            accepted.add(delivery);
        } else {
            refused++;
        }
        return delivery;
    }

    /** Asserts that the sums are right, that each noted message is in them, and that no outcome changed. */
    public void check() {
        assertBalanced(socket);
        SocketStatistics now = socket.statistics();
        accepted.forEach(this::checkOutcome);
        require(now.accepted() == accepted.size(), accepted.size() + " accepted", now);
        require(now.refused() == refused, refused + " refused", now);
        require(now.written() == count(Outcome.Written.class), "as many written as have that outcome", now);
        require(now.dropped() == count(Outcome.Dropped.class), "as many dropped as have that outcome", now);
        require(now.pending() == count(Outcome.Pending.class), "as many pending as have no outcome", now);
    }

    private void checkOutcome(Delivery delivery) {
        Outcome now = delivery.outcome();
        Outcome before = now instanceof Outcome.Pending ? ends.get(delivery) : ends.put(delivery, now);
        if (before != null && !before.equals(now)) {
            throw new AssertionError("C5: expected one outcome, found " + before + " and then " + now);
        }
    }

    private long count(Class<? extends Outcome> kind) {
        return accepted.stream().map(Delivery::outcome).filter(kind::isInstance).count();
    }

    private static void require(boolean holds, String expected, SocketStatistics found) {
        if (!holds) {
            throw new AssertionError("C5: expected " + expected + ", found " + found);
        }
    }
}
