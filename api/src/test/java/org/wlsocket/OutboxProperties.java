// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/**
 * C5: whatever is accepted, started, ended and dropped, in whatever order, the sum is right and outcomes are
 * final.
 */
class OutboxProperties {

    private static final SocketOptions.Bound BOUND = new SocketOptions.Bound(5, 100);

    private final SocketLock lock = new SocketLock();

    /** An outbox, all that was given to it, and how often each was settled. */
    private static final class Trial {

        private final Counters counters = new Counters();
        private final Outbox outbox = new Outbox(BOUND, counters);
        private final List<OutgoingMessage> accepted = new ArrayList<>();
        private final List<Outgoing> started = new ArrayList<>();
        private final int window;

        Trial(int window) {
            this.window = window;
        }

        void end(int index, Throwable failure) {
            if (!started.isEmpty()) {
                Outgoing entry = started.get(index % started.size());
                Delivery.Outcome before = ((OutgoingMessage) entry).outcome();
                boolean wasOutstanding = outbox.isOutstanding(entry);
                assertThat(outbox.ended(entry, failure) != null).isEqualTo(wasOutstanding);
                if (!wasOutstanding) {
                    assertThat(((OutgoingMessage) entry).outcome()).isEqualTo(before);
                }
            }
        }

        long count(Class<? extends Delivery.Outcome> kind) {
            return accepted.stream().filter(each -> kind.isInstance(each.outcome())).count();
        }
    }

    @Provide
    Arbitrary<List<Consumer<Trial>>> actions() {
        Arbitrary<Consumer<Trial>> offer = Arbitraries.integers().between(0, 120)
                .map(size -> trial -> offer(trial, size));
        Arbitrary<Consumer<Trial>> start = Arbitraries.just(OutboxProperties::start);
        Arbitrary<Consumer<Trial>> written = Arbitraries.integers().between(0, 9)
                .map(i -> trial -> trial.end(i, null));
        Arbitrary<Consumer<Trial>> failed =
                Arbitraries.integers().between(0, 9).map(i -> trial -> trial.end(i, new IOException("lost")));
        Arbitrary<Consumer<Trial>> dropped =
                Arbitraries.just(trial -> trial.outbox.dropAll(Delivery.DropReason.LINK_ENDED));
        return Arbitraries.frequencyOf(
                        net.jqwik.api.Tuple.of(6, offer),
                        net.jqwik.api.Tuple.of(4, start),
                        net.jqwik.api.Tuple.of(4, written),
                        net.jqwik.api.Tuple.of(1, failed),
                        net.jqwik.api.Tuple.of(1, dropped))
                .list()
                .ofMaxSize(60);
    }

    private void offer(Trial trial, int size) {
        OutgoingMessage message = OutgoingMessage.of(lock, "x".repeat(size));
        RefusedDelivery refusal = trial.outbox.offer(message);
        if (refusal == null) {
            trial.accepted.add(message);
        } else {
            boolean tooLarge = size > BOUND.bytes();
            assertThat(refusal).isEqualTo(tooLarge ? RefusedDelivery.TOO_LARGE : RefusedDelivery.BUFFER_FULL);
        }
    }

    private static void start(Trial trial) {
        Outgoing next = trial.outbox.next(trial.window);
        if (next != null) {
            trial.started.add(next);
        }
    }

    @Property
    void c5_accepted_is_written_and_dropped_and_pending_after_each_action(
            @ForAll("actions") List<Consumer<Trial>> actions,
                    @ForAll @IntRange(min = 1, max = 3) int window) {
        Trial trial = new Trial(window);
        for (Consumer<Trial> action : actions) {
            action.accept(trial);
            check(trial);
        }
        trial.outbox.dropAll(Delivery.DropReason.LINK_ENDED);
        check(trial);
        assertThat(trial.count(Delivery.Outcome.Pending.class)).isZero();
        assertThat(trial.outbox.isEmpty()).isTrue();
    }

    private static void check(Trial trial) {
        SocketStatistics now = trial.counters.snapshot(0);
        assertThat(now.accepted()).isEqualTo(trial.accepted.size());
        assertThat(now.accepted()).isEqualTo(now.written() + now.dropped() + now.pending());
        assertThat(now.written()).isEqualTo(trial.count(Delivery.Outcome.Written.class));
        assertThat(now.dropped()).isEqualTo(trial.count(Delivery.Outcome.Dropped.class));
        assertThat(now.pending()).isBetween(0L, (long) BOUND.messages());
        assertThat(now.pendingBytes()).isBetween(0L, BOUND.bytes());
    }

    @Property
    void c4_what_is_started_is_started_in_the_order_of_acceptance(
            @ForAll("actions") List<Consumer<Trial>> actions,
                    @ForAll @IntRange(min = 1, max = 3) int window) {
        Trial trial = new Trial(window);
        actions.forEach(action -> action.accept(trial));
        List<Integer> places =
                trial.started.stream().map(each -> trial.accepted.indexOf(each)).toList();
        assertThat(places).isSorted().doesNotHaveDuplicates();
    }
}
