// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.wlsocket.Delivery;
import org.wlsocket.Delivery.DropReason;
import org.wlsocket.Delivery.Outcome;
import org.wlsocket.NamedSocket;
import org.wlsocket.SocketOptions;
import org.wlsocket.SocketStatistics;

/** C5: every accepted message has exactly one outcome, and the sum is right at any time. */
abstract class OutcomeContract extends ContractTests {

    private static final Outcome WRITTEN = new Outcome.Written();

    /** When it takes no more of the large messages, it takes a short one still. */
    private static final SocketOptions WITH_ROOM_FOR_ONE =
            SocketOptions.defaults().withSendBuffer(1000, 3L * LARGE.length() + 10);

    OutcomeContract(ContractSuite contract) {
        super(contract);
    }

    @Test
    void c5_what_the_container_took_is_written() {
        NamedSocket socket = connect();
        PeerLink link = open(socket);
        Delivery delivery = socket.send("hello");
        assertThat(delivery.completion().toCompletableFuture()).succeedsWithin(PATIENCE).isEqualTo(WRITTEN);
        assertThat(delivery.outcome()).isEqualTo(WRITTEN);
        assertThat(delivery.refusal()).isEmpty();
        Patience.until("it has come", () -> link.texts().size() == 1);
        events.awaitExactly("Opened");
    }

    @Test
    void c5_a_refused_message_has_its_outcome_at_once_and_is_only_counted() {
        NamedSocket socket = connect();
        Delivery delivery = socket.send("too early");
        assertThat(delivery.completion().toCompletableFuture()).isCompletedWithValue(delivery.outcome());
        assertThat(delivery.outcome()).isEqualTo(new Outcome.Refused(Delivery.Refusal.NOT_OPEN));
        assertThat(socket.statistics().refused()).isEqualTo(1);
        assertThat(socket.statistics().accepted()).isZero();
        accept();
        events.awaitExactly("Opened");
    }

    @Test
    void c5_what_waits_when_the_link_ends_is_dropped_with_a_reason() {
        NamedSocket socket = connect(WITH_ROOM_FOR_ONE);
        PeerLink link = openUnread(socket);
        List<Delivery> deliveries = sendUntilOneWaits(socket);
        link.reset();
        events.awaitExactly("Opened Closed(1006)");
        Patience.until("each has its outcome", () -> socket.statistics().pending() == 0);
        assertThat(deliveries).allMatch(Delivery::accepted);
        assertThat(deliveries.get(deliveries.size() - 1).outcome())
                .isEqualTo(new Outcome.Dropped(DropReason.LINK_ENDED));
        assertThat(deliveries).noneMatch(delivery -> delivery.outcome() instanceof Outcome.Pending);
        long dropped = deliveries.stream()
                .filter(delivery -> delivery.outcome() instanceof Outcome.Dropped)
                .count();
        assertThat(socket.statistics().dropped()).isEqualTo(dropped);
        link.resumeReading();
    }

    @Test
    void c5_what_is_cut_at_the_close_limit_is_dropped() {
        NamedSocket socket = connect(WITH_ROOM_FOR_ONE.withCloseLimit(SHORT));
        PeerLink link = openUnread(socket);
        List<Delivery> deliveries = sendUntilOneWaits(socket);
        socket.close();
        events.awaitExactly("Opened Closed(1006)");
        assertThat(deliveries).noneMatch(delivery -> delivery.outcome() instanceof Outcome.Pending);
        assertThat(deliveries.get(deliveries.size() - 1).outcome()).isInstanceOf(Outcome.Dropped.class);
        link.resumeReading();
    }

    /** {@return what was accepted by a socket whose peer does not read, and last what must wait} */
    private static List<Delivery> sendUntilOneWaits(NamedSocket socket) {
        List<Delivery> deliveries = new ArrayList<>();
        Delivery unused = untilRefused(() -> {
            Delivery next = socket.send(LARGE, SHORT);
            if (next.accepted()) {
                deliveries.add(next);
            }
            return next;
        });
        deliveries.add(socket.send("last"));
        return deliveries;
    }

    @Test
    void c5_accepted_is_written_and_dropped_and_pending_at_any_time() {
        NamedSocket socket = connect();
        PeerLink link = open(socket);
        CountDownLatch enough = new CountDownLatch(1);
        try (Background<Integer> sampling = Background.call(() -> sample(socket, enough));
                Background<Integer> sending = Background.call(() -> send(socket, 5000))) {
            assertThat(sending.result()).isPositive();
            link.reset();
            events.awaitClosed();
            enough.countDown();
            assertThat(sampling.result()).isPositive();
        }
        SocketStatistics end = socket.statistics();
        assertThat(end.pending()).isZero();
        assertThat(end.pendingBytes()).isZero();
        assertThat(end.accepted()).isEqualTo(end.written() + end.dropped());
    }

    /** {@return how many were accepted} */
    private static int send(NamedSocket socket, int count) {
        return (int) IntStream.range(0, count)
                .filter(i -> socket.send("message " + i).accepted())
                .count();
    }

    /** {@return how many samples were right} */
    private static int sample(NamedSocket socket, CountDownLatch enough) throws InterruptedException {
        int count = 0;
        do {
            SocketStatistics now = socket.statistics();
            assertThat(now.accepted()).isEqualTo(now.written() + now.dropped() + now.pending());
            count++;
        } while (!enough.await(50, TimeUnit.MICROSECONDS));
        return count;
    }
}
