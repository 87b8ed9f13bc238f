// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.wlsocket.CloseStatus;
import org.wlsocket.Delivery;
import org.wlsocket.Delivery.DropReason;
import org.wlsocket.Delivery.Outcome;
import org.wlsocket.Delivery.Refusal;
import org.wlsocket.NamedSocket;
import org.wlsocket.OfflineQueue;
import org.wlsocket.SocketOptions;

/** C5, R8, R9: what becomes of messages while the socket is not ready, and when its link dies. */
class QueueStoryTest extends Story {

    private static final OfflineQueue DROPPING = OfflineQueue.on(OfflineQueue.Overflow.DROP_OLDEST);
    private static final Duration TTL = Duration.ofSeconds(5);

    private static SocketOptions queueing(OfflineQueue queue) {
        return STAYING.withQueue(queue);
    }

    /** The socket is in a pause of 100 s. */
    private NamedSocket waitingSocket(SocketOptions options) {
        NamedSocket socket = connect(options);
        outage();
        return socket;
    }

    /** The link dies, and the server says to come back 100 s after the next attempt. */
    private void outage() {
        script = peer -> peer.opening().refuse(503, Map.of("Retry-After", List.of("100")));
        cut();
        seconds(2);
        script = peer -> {};
    }

    private static void assertDropped(Delivery delivery, DropReason reason) {
        assertThat(delivery.outcome()).isEqualTo(new Outcome.Dropped(reason));
    }

    private static void assertWritten(Delivery delivery) {
        assertThat(delivery.outcome()).isEqualTo(new Outcome.Written());
    }

    private static void assertPending(Delivery delivery) {
        assertThat(delivery.outcome()).isEqualTo(new Outcome.Pending());
    }

    @Test
    void r8_without_a_queue_messages_are_refused_while_waiting() {
        NamedSocket socket = waitingSocket(STAYING);
        assertThat(socket.send("lost").refusal()).contains(Refusal.NOT_OPEN);
        assertThat(socket.statistics().refused()).isEqualTo(1);
    }

    @Test
    void r8_the_queue_goes_out_in_order_on_the_next_link() {
        NamedSocket socket = waitingSocket(queueing(QUEUE));
        Delivery first = socket.send("first");
        socket.send("second");
        assertPending(first);
        seconds(100);
        assertThat(peer().texts()).containsExactly("first", "second");
        assertWritten(first);
    }

    @Test
    void r8_messages_are_queued_before_the_first_link_too() {
        script = peer -> peer.opening().refuse(503, Map.of("Retry-After", List.of("10")));
        NamedSocket socket = connect(queueing(QUEUE));
        socket.send("early");
        script = peer -> {};
        seconds(10);
        assertThat(peer().texts()).containsExactly("early");
    }

    @Test
    void r8_a_full_queue_refuses_the_newest() {
        NamedSocket socket = waitingSocket(queueing(QUEUE).withSendBuffer(2, 100));
        socket.send("first");
        socket.send("second");
        assertThat(socket.send("third").refusal()).contains(Refusal.BUFFER_FULL);
        assertThat(socket.send("x".repeat(101)).refusal()).contains(Refusal.TOO_LARGE);
        seconds(100);
        assertThat(peer().texts()).containsExactly("first", "second");
    }

    @Test
    void r8_a_full_queue_drops_the_oldest_if_it_is_told_to() {
        NamedSocket socket = waitingSocket(queueing(DROPPING).withSendBuffer(2, 100));
        Delivery first = socket.send("first");
        socket.send("second");
        assertThat(socket.send("third").accepted()).isTrue();
        assertDropped(first, DropReason.OVERFLOW);
        assertThat(socket.send("x".repeat(101)).refusal()).contains(Refusal.TOO_LARGE);
        seconds(100);
        assertThat(peer().texts()).containsExactly("second", "third");
        assertThat(socket.statistics().droppedByReason()).containsOnly(Map.entry(DropReason.OVERFLOW, 1L));
    }

    @Test
    void r8_a_large_message_displaces_as_many_as_it_needs() {
        NamedSocket socket = waitingSocket(queueing(DROPPING).withSendBuffer(100, 10));
        Delivery first = socket.send("aaaa");
        Delivery second = socket.send("bbbb");
        Delivery third = socket.send("cc");
        socket.send("dddddd");
        assertDropped(first, DropReason.OVERFLOW);
        assertDropped(second, DropReason.OVERFLOW);
        assertPending(third);
    }

    @Test
    void r8_nothing_is_displaced_in_vain_when_a_preparation_takes_the_room() {
        NamedSocket socket = connect(queueing(DROPPING)
                .withSendBuffer(100, 10)
                .withReadiness(preparation -> {
                    peer().wire().holdWrites();
                    preparation.send("88888888");
                    return new CompletableFuture<>();
                }));
        Delivery first = socket.send("aa");
        assertThat(socket.send("bbb").refusal()).contains(Refusal.BUFFER_FULL);
        assertPending(first);
        assertThat(socket.send("cc").accepted()).isTrue();
        assertDropped(first, DropReason.OVERFLOW);
    }

    @Test
    void r8_a_message_that_waits_too_long_expires() {
        NamedSocket socket = waitingSocket(queueing(QUEUE.withTimeToLive(TTL)));
        Delivery first = socket.send("first");
        seconds(4);
        Delivery second = socket.send("second");
        millis(999);
        assertPending(first);
        millis(1);
        assertDropped(first, DropReason.EXPIRED);
        assertPending(second);
        seconds(100);
        assertOpen(socket);
        assertDropped(second, DropReason.EXPIRED);
        assertThat(peer().texts()).isEmpty();
    }

    @Test
    void r8_a_message_that_is_still_alive_when_the_link_opens_goes_out() {
        NamedSocket socket = waitingSocket(queueing(QUEUE.withTimeToLive(TTL)));
        virtual.advance(Duration.between(virtual.time().now(), waiting(socket).until()).minusSeconds(4));
        Delivery alive = socket.send("alive");
        seconds(4);
        assertOpen(socket);
        assertWritten(alive);
        minutes(1);
        assertWritten(alive);
    }

    @Test
    void r8_a_message_expires_behind_a_slow_peer_too() {
        NamedSocket socket = connect(queueing(QUEUE.withTimeToLive(TTL)));
        peer().wire().holdWrites();
        Delivery started = socket.send("started");
        Delivery behind = socket.send("behind");
        seconds(6);
        assertPending(started);
        assertDropped(behind, DropReason.EXPIRED);
        peer().wire().letWritesEnd();
        assertWritten(started);
        assertThat(peer().texts()).containsExactly("started");
    }

    @Test
    void r8_a_socket_that_ends_drops_what_it_has_queued() {
        NamedSocket socket = waitingSocket(queueing(QUEUE));
        Delivery queued = socket.send("queued");
        script = peer -> peer.opening().refuse(404, Map.of());
        seconds(100);
        assertEnded(socket);
        assertDropped(queued, DropReason.SOCKET_ENDED);
        assertThat(socket.send("late").refusal()).contains(Refusal.NOT_OPEN);
    }

    @Test
    void r8_a_close_drops_what_is_queued() {
        NamedSocket socket = waitingSocket(queueing(QUEUE));
        Delivery queued = socket.send("queued");
        socket.close();
        assertDropped(queued, DropReason.SOCKET_ENDED);
    }

    @Test
    void r8_what_waits_when_a_link_dies_is_kept_with_a_queue_and_dropped_without() {
        for (boolean keeps : new boolean[] {true, false}) {
            script = peer -> {};
            NamedSocket socket = virtual.connect(
                    "keeps " + keeps,
                    org.wlsocket.Destination.of("ws://memory/"),
                    keeps ? queueing(QUEUE) : STAYING,
                    event -> {});
            peer().wire().holdWrites();
            Delivery started = socket.send("started");
            Delivery behind = socket.send("behind");
            cut();
            assertDropped(started, DropReason.IN_DOUBT);
            seconds(3);
            if (keeps) {
                assertWritten(behind);
            } else {
                assertDropped(behind, DropReason.LINK_ENDED);
            }
            assertThat(socket.statistics().inDoubt()).isEqualTo(1);
        }
    }

    @Test
    void r9_a_write_in_doubt_is_sent_again_first_if_it_is_told_to() {
        NamedSocket socket = connect(queueing(QUEUE.withResendInDoubt(true)));
        peer().wire().holdEnds();
        Delivery doubtful = socket.send("doubtful");
        socket.send("behind");
        assertThat(peer().texts()).containsExactly("doubtful");
        cut();
        assertPending(doubtful);
        socket.send("new");
        seconds(2);
        assertThat(peer().texts()).containsExactly("doubtful", "behind", "new");
        assertWritten(doubtful);
        assertThat(socket.statistics().inDoubt()).isEqualTo(1);
    }

    @Test
    void r9_a_write_in_doubt_is_never_sent_twice_without_being_told_to() {
        NamedSocket socket = connect(queueing(QUEUE));
        peer().wire().holdEnds();
        Delivery doubtful = socket.send("doubtful");
        socket.send("behind");
        cut();
        assertDropped(doubtful, DropReason.IN_DOUBT);
        seconds(2);
        assertThat(peer().texts()).containsExactly("behind");
    }

    @Test
    void r8_r9_a_message_in_doubt_that_waits_again_expires_though_nothing_else_is_sent() {
        NamedSocket socket = connect(queueing(QUEUE.withResendInDoubt(true).withTimeToLive(TTL)));
        peer().wire().holdEnds();
        Delivery doubtful = socket.send("doubtful");
        outage();
        assertPending(doubtful);
        seconds(3);
        assertDropped(doubtful, DropReason.IN_DOUBT);
        seconds(100);
        assertOpen(socket);
        assertThat(peer().texts()).isEmpty();
    }

    @Test
    void r9_what_a_preparation_sent_is_worth_nothing_to_the_next_link() {
        NamedSocket socket = connect(queueing(QUEUE.withResendInDoubt(true)).withReadiness(preparation -> {
            preparation.send("login " + attempts());
            return CompletableFuture.completedStage(null);
        }));
        script = peer -> peer.wire().holdWrites();
        cut();
        seconds(2);
        script = peer -> {};
        cut();
        seconds(4);
        assertOpen(socket);
        assertThat(peer().texts()).containsExactly("login 3");
    }

    @Test
    void r8_a_send_that_waits_for_room_finds_it_when_the_queue_goes_out() {
        NamedSocket socket = waitingSocket(queueing(QUEUE).withSendBuffer(1, 100));
        socket.send("first");
        try (Background<Delivery> second =
                Background.call(() -> socket.send("second", Duration.ofSeconds(10)))) {
            second.awaitBlocked();
            seconds(100);
            assertThat(second.result().accepted()).isTrue();
        }
        virtual.run();
        assertThat(peer().texts()).containsExactly("first", "second");
    }

    @Test
    void c5_completions_tell_the_one_outcome_also_of_what_is_displaced() {
        NamedSocket socket = waitingSocket(queueing(DROPPING).withSendBuffer(1, 100));
        Delivery first = socket.send("first");
        CompletableFuture<Outcome> told = first.completion().toCompletableFuture();
        socket.send("second");
        virtual.run();
        assertThat(told).isCompletedWithValue(new Outcome.Dropped(DropReason.OVERFLOW));
    }

    @Test
    void r1_what_was_sent_before_a_close_frame_of_the_peer_is_counted_right() {
        NamedSocket socket = connect(queueing(QUEUE));
        peer().dropAfter(3);
        Accounting accounting = new Accounting(socket);
        for (int i = 0; i < 10; i++) {
            accounting.note(socket.send("message " + i));
            virtual.run();
            accounting.check();
        }
        seconds(2);
        accounting.check();
        assertThat(virtual.provider().peers().get(0).texts()).hasSize(3);
        assertThat(socket.statistics().written() + socket.statistics().inDoubt()).isEqualTo(10);
        peer().close(CloseStatus.NORMAL);
    }

    @Test
    void r8_a_time_to_live_keeps_no_timer_of_a_socket_that_is_over() {
        NamedSocket socket = waitingSocket(queueing(QUEUE.withTimeToLive(Duration.ofHours(1))));
        socket.send("for an hour");
        socket.close();
        virtual.run();
        assertThat(virtual.time().waitingTasks()).isZero();
    }

    @Test
    void r8_r9_what_has_expired_while_it_was_being_written_is_not_sent_again() {
        NamedSocket socket = connect(queueing(QUEUE.withTimeToLive(TTL).withResendInDoubt(true)));
        peer().wire().holdWrites();
        Delivery first = socket.send("first");
        seconds(6);
        Delivery second = socket.send("second");
        script = peer -> peer.opening().refuse(503, Map.of("Retry-After", List.of("100")));
        cut();
        assertThat(first.outcome()).isEqualTo(new Outcome.Dropped(DropReason.IN_DOUBT));
        assertPending(second);
        seconds(5);
        assertDropped(second, DropReason.EXPIRED);
    }

    @Test
    void c5_messages_that_nobody_waits_for_cost_no_task_each_when_they_are_dropped() {
        NamedSocket socket = waitingSocket(queueing(QUEUE));
        IntStream.range(0, 1000).forEach(i -> socket.send("message " + i));
        int[] tasks = {0};
        virtual.time().afterEachTask(() -> tasks[0]++);
        socket.close();
        virtual.run();
        assertThat(socket.statistics().dropped()).isEqualTo(1000);
        assertThat(tasks[0]).isLessThan(10);
    }

    @Test
    void r9_a_binary_message_in_doubt_goes_out_again_whole() {
        NamedSocket socket = connect(queueing(QUEUE.withResendInDoubt(true)));
        peer().wire().holdWrites();
        socket.send(ByteBuffer.wrap(new byte[] {1, 2, 3}));
        cut();
        seconds(2);
        assertThat(peer().binaries()).containsExactly(ByteBuffer.wrap(new byte[] {1, 2, 3}));
        assertThat(socket.statistics().writtenBytes()).isEqualTo(3);
    }
}
