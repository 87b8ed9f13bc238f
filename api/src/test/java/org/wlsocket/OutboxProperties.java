// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.wlsocket.Delivery.DropReason;
import org.wlsocket.Delivery.Outcome;
import org.wlsocket.OfflineQueue.Overflow;

/**
 * C5, R8, R9: whatever is accepted, started, ended, cut and dropped, over however many links, the sum is
 * right and outcomes are final.
 */
class OutboxProperties {

    private static final SocketOptions.Bound BOUND = new SocketOptions.Bound(5, 100);

    private static final OfflineQueue TTL =
            OfflineQueue.on(Overflow.REFUSE).withTimeToLive(Duration.ofSeconds(5));

    private final SocketLock lock = new SocketLock();

    /** A write that was started, and on which link. */
    private record Started(LinkOutbox link, Outgoing entry) {}

    /** An outbox over its links, all that was given to it, and what was started. */
    private final class Trial {

        private final Counters counters = new Counters();
        private final SocketOptions options;
        private final Outbox outbox;
        private final List<OutgoingMessage> accepted = new ArrayList<>();
        private final List<OutgoingMessage> ahead = new ArrayList<>();
        private final List<Started> started = new ArrayList<>();
        private final int window;
        private Instant now = Instant.EPOCH;
        private LinkOutbox link;

        Trial(OfflineQueue queue, int window) {
            this.window = window;
            this.options = SocketOptions.defaults()
                    .withSendBuffer(BOUND.messages(), BOUND.bytes())
                    .withQueue(queue);
            this.outbox = new Outbox("trial", options, counters, () -> now);
            newLink();
            link.ready();
        }

        void newLink() {
            link = new LinkOutbox(outbox, options.sendBuffer());
        }

        void offer(int size) {
            OutgoingMessage message = OutgoingMessage.of(lock, "x".repeat(size));
            note(message, outbox.offer(message), accepted);
        }

        void offerOffline(int size) {
            OutgoingMessage message = OutgoingMessage.of(lock, "x".repeat(size));
            note(message, outbox.offerOffline(message, new ArrayList<>()), accepted);
        }

        void prepare(int size) {
            OutgoingMessage message = OutgoingMessage.of(lock, "x".repeat(size));
            note(message, link.offerPreparing(message), ahead);
        }

        private void note(OutgoingMessage message, RefusedDelivery refusal, List<OutgoingMessage> taken) {
            if (refusal == null) {
                taken.add(message);
            } else if (message.size() > BOUND.bytes()) {
                assertThat(refusal).isIn(RefusedDelivery.TOO_LARGE, RefusedDelivery.NOT_OPEN);
            } else {
                assertThat(refusal).isIn(RefusedDelivery.BUFFER_FULL, RefusedDelivery.NOT_OPEN);
            }
        }

        void start() {
            Outgoing next = link.next(window);
            if (next != null) {
                started.add(new Started(link, next));
            }
        }

        void end(int index, Throwable failure) {
            if (!started.isEmpty()) {
                Started one = started.get(index % started.size());
                OutgoingMessage message = (OutgoingMessage) one.entry;
                boolean final_ = !(message.outcome() instanceof Outcome.Pending);
                Outcome before = message.outcome();
                Runnable told = one.link.ended(message, failure);
                if (final_ || one.link != link) {
                    assertThat(told).isNull();
                    assertThat(message.outcome()).isEqualTo(before);
                }
            }
        }

        /** The link is over and another one comes; its owner drops what the queue does not keep. */
        void cut() {
            link.end(DropReason.LINK_ENDED);
            if (!outbox.keepsMessages()) {
                outbox.dropWaiting(DropReason.LINK_ENDED);
            }
            newLink();
        }

        void pass(int seconds) {
            now = now.plusSeconds(seconds);
            outbox.dropExpired(now);
        }

        long count(Class<? extends Outcome> kind) {
            return accepted.stream().filter(each -> kind.isInstance(each.outcome())).count()
                    + ahead.stream().filter(each -> kind.isInstance(each.outcome())).count();
        }

        void check() {
            SocketStatistics stats = SocketStatistics.of(counters, 0, now);
            assertThat(stats.accepted()).isEqualTo(accepted.size() + ahead.size());
            assertThat(stats.accepted()).isEqualTo(stats.written() + stats.dropped() + stats.pending());
            assertThat(stats.written()).isEqualTo(count(Outcome.Written.class));
            assertThat(stats.dropped()).isEqualTo(count(Outcome.Dropped.class));
            assertThat(stats.droppedByReason().values().stream().mapToLong(n -> n).sum())
                    .isEqualTo(stats.dropped());
            assertThat(stats.pending()).isEqualTo(count(Outcome.Pending.class));
            assertThat(stats.pendingBytes()).isNotNegative();
        }
    }

    @Provide
    Arbitrary<List<Consumer<Trial>>> actions() {
        Arbitrary<Integer> sizes = Arbitraries.integers().between(0, 120);
        Arbitrary<Integer> indexes = Arbitraries.integers().between(0, 9);
        Arbitrary<Consumer<Trial>> offer = sizes.map(size -> trial -> trial.offer(size));
        Arbitrary<Consumer<Trial>> offline = sizes.map(size -> trial -> trial.offerOffline(size));
        Arbitrary<Consumer<Trial>> prepare = sizes.map(size -> trial -> trial.prepare(size));
        Arbitrary<Consumer<Trial>> start = Arbitraries.just(Trial::start);
        Arbitrary<Consumer<Trial>> written = indexes.map(i -> trial -> trial.end(i, null));
        Arbitrary<Consumer<Trial>> failed = indexes.map(i -> trial -> trial.end(i, new IOException("lost")));
        Arbitrary<Consumer<Trial>> cut = Arbitraries.just(Trial::cut);
        Arbitrary<Consumer<Trial>> ready = Arbitraries.just(trial -> trial.link.ready());
        Arbitrary<Consumer<Trial>> pass = indexes.map(i -> trial -> trial.pass(i));
        return Arbitraries.frequencyOf(
                        Tuple.of(6, offer),
                        Tuple.of(3, offline),
                        Tuple.of(1, prepare),
                        Tuple.of(4, start),
                        Tuple.of(4, written),
                        Tuple.of(1, failed),
                        Tuple.of(1, cut),
                        Tuple.of(2, ready),
                        Tuple.of(1, pass))
                .list()
                .ofMaxSize(80);
    }

    @Provide
    Arbitrary<OfflineQueue> queues() {
        OfflineQueue refuse = OfflineQueue.on(Overflow.REFUSE);
        OfflineQueue dropOldest = OfflineQueue.on(Overflow.DROP_OLDEST);
        return Arbitraries.of(
                OfflineQueue.off(),
                refuse,
                dropOldest,
                TTL,
                refuse.withResendInDoubt(true),
                dropOldest.withResendInDoubt(true).withTimeToLive(Duration.ofSeconds(5)));
    }

    @Property
    void c5_accepted_is_written_and_dropped_and_pending_after_each_action(
            @ForAll("queues") OfflineQueue queue,
            @ForAll("actions") List<Consumer<Trial>> actions,
            @ForAll @IntRange(min = 1, max = 3) int window) {
        Trial trial = new Trial(queue, window);
        for (Consumer<Trial> action : actions) {
            action.accept(trial);
            trial.check();
        }
        trial.link.end(DropReason.LINK_ENDED);
        trial.outbox.dropWaiting(DropReason.SOCKET_ENDED);
        trial.check();
        assertThat(trial.count(Outcome.Pending.class)).isZero();
        assertThat(trial.link.isEmpty()).isTrue();
    }

    @Property
    void c4_r9_what_is_started_first_is_started_in_the_order_of_acceptance(
            @ForAll("queues") OfflineQueue queue,
            @ForAll("actions") List<Consumer<Trial>> actions,
            @ForAll @IntRange(min = 1, max = 3) int window) {
        Trial trial = new Trial(queue, window);
        actions.forEach(action -> action.accept(trial));
        List<Integer> places = trial.started.stream()
                .map(each -> trial.accepted.indexOf(each.entry))
                .filter(place -> place >= 0)
                .distinct()
                .toList();
        assertThat(places).isSorted();
        if (!queue.resendsInDoubt()) {
            assertThat(trial.started.stream().map(Started::entry)).doesNotHaveDuplicates();
        }
    }

    @Property
    void r9_what_is_started_again_was_in_doubt_on_another_link(
            @ForAll("actions") List<Consumer<Trial>> actions) {
        Trial trial = new Trial(OfflineQueue.on(Overflow.REFUSE).withResendInDoubt(true), 2);
        actions.forEach(action -> action.accept(trial));
        for (Outgoing entry : trial.started.stream().map(Started::entry).distinct().toList()) {
            List<LinkOutbox> links = trial.started.stream()
                    .filter(each -> each.entry == entry)
                    .map(Started::link)
                    .toList();
            assertThat(links).doesNotHaveDuplicates();
            if (links.size() > 1) {
                assertThat(((OutgoingMessage) entry).doubt()).isNotNull();
            }
        }
    }
}
