// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.wlsocket.CloseStatus;
import org.wlsocket.Delivery.DropReason;
import org.wlsocket.NamedSocket;
import org.wlsocket.OfflineQueue;
import org.wlsocket.UnwrittenMessage;

/** C9: what a drain writes, and what it tells of the rest. */
class DrainStoryTest extends Story {

    private static List<String> textsOf(List<UnwrittenMessage> unwritten) {
        return unwritten.stream().map(message -> message.text().orElse("bytes")).toList();
    }

    private static void sendThree(NamedSocket socket) {
        assertThat(socket.send("first").accepted()).isTrue();
        assertThat(socket.send(ByteBuffer.wrap(new byte[] {1})).accepted()).isTrue();
        assertThat(socket.send("third").accepted()).isTrue();
    }

    /** Three messages to a peer that does not read come back from the drain in order, for these reasons. */
    private void assertUnread(OfflineQueue queue, DropReason... reasons) {
        NamedSocket socket = connect(STAYING.withQueue(queue));
        peer().wire().holdWrites();
        sendThree(socket);
        List<UnwrittenMessage> unwritten = virtual.drain();
        assertThat(textsOf(unwritten)).containsExactly("first", "bytes", "third");
        assertThat(unwritten).extracting(UnwrittenMessage::reason).containsExactly(reasons);
    }

    @Test
    void c9_what_can_be_written_is_written_and_the_peer_sees_1001() {
        NamedSocket socket = connect(STAYING.withQueue(QUEUE));
        sendThree(socket);
        assertThat(virtual.drain()).isEmpty();
        assertThat(peer().texts()).containsExactly("first", "third");
        assertThat(peer().closedWith().map(CloseStatus::code)).contains(1001);
    }

    @Test
    void c9_what_waits_for_a_slow_peer_is_still_written() {
        NamedSocket socket = connect(PLAIN);
        peer().wire().holdWrites();
        sendThree(socket);
        virtual.time().scheduler().schedule(
                () -> peer().wire().letWritesEnd(), 5, java.util.concurrent.TimeUnit.SECONDS);
        assertThat(virtual.drain()).isEmpty();
        assertThat(peer().texts()).containsExactly("first", "third");
    }

    @Test
    void c9_what_was_queued_while_waiting_is_returned_in_order() {
        NamedSocket socket = connect(STAYING.withQueue(QUEUE));
        cut();
        sendThree(socket);
        List<UnwrittenMessage> unwritten = virtual.drain();
        assertThat(textsOf(unwritten)).containsExactly("first", "bytes", "third");
        assertThat(unwritten).allMatch(message -> message.socketName().equals("client"));
        assertThat(unwritten).allMatch(message -> message.reason() == DropReason.SOCKET_ENDED);
        assertThat(unwritten.get(1).data().orElseThrow().get(0)).isEqualTo((byte) 1);
        assertThat(attempts()).isEqualTo(1);
    }

    @Test
    void c9_what_was_queued_before_the_first_link_is_returned_too() {
        virtual.provider().route("memory/", peer -> {
            throw new IllegalStateException("nobody");
        });
        NamedSocket socket = connect(STAYING.withQueue(QUEUE));
        sendThree(socket);
        assertThat(textsOf(virtual.drain())).containsExactly("first", "bytes", "third");
    }

    @Test
    void c9_what_waits_behind_a_peer_that_does_not_read_is_returned_the_first_in_doubt() {
        OfflineQueue queue = QUEUE.withResendInDoubt(true);
        assertUnread(queue, DropReason.IN_DOUBT, DropReason.LIMIT_PASSED, DropReason.LIMIT_PASSED);
    }

    @Test
    void c9_the_order_is_that_of_acceptance_also_when_the_last_expire_first() {
        OfflineQueue queue = QUEUE.withTimeToLive(Duration.ofSeconds(5));
        assertUnread(queue, DropReason.IN_DOUBT, DropReason.EXPIRED, DropReason.EXPIRED);
    }

    @Test
    void c9_what_waits_for_a_preparation_is_returned_and_what_that_sent_is_not_lost_either() {
        NamedSocket socket = connect(STAYING.withQueue(QUEUE).withReadiness(preparation -> {
            preparation.send("login");
            return new CompletableFuture<>();
        }));
        sendThree(socket);
        assertThat(textsOf(virtual.drain())).containsExactly("first", "bytes", "third");
        assertThat(peer().texts()).containsExactly("login");
    }

    @Test
    void c9_intake_has_stopped() {
        NamedSocket socket = connect(STAYING.withQueue(QUEUE));
        virtual.drain();
        assertThat(socket.send("late").accepted()).isFalse();
        assertThat(virtual.sockets().drain()).isEmpty();
    }
}
