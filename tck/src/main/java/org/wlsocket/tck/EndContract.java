// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wlsocket.NamedSocket;
import org.wlsocket.SocketEvent;
import org.wlsocket.SocketState;

/** E5, E7, E8: how links end, and what is delivered before. */
abstract class EndContract extends ContractTests {

    private static final int MANY = 300;

    EndContract(ContractSuite contract) {
        super(contract);
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999,
            4000, 4999})
    void e5_closed_carries_code_and_reason_of_the_peers_close_frame(int code) {
        connect();
        accept().close(code, "grün");
        events.awaitClosed();
        limits.check(Waivable.E5_RECEIVED_CODE, code, "Opened Closed(" + code + " \"grün\")", events);
    }

    @Test
    void e5_a_close_frame_without_reason_gives_an_empty_reason() {
        connect();
        accept().close(1000, "");
        assertThat(events.awaitClosed().status().reason()).isEmpty();
        assertThat(events).hasToString("Opened Closed(1000)");
    }

    @Test
    void e5_an_empty_close_frame_gives_1005() {
        connect();
        accept().closeEmpty();
        events.awaitClosed();
        limits.check(Waivable.E5_EMPTY_CLOSE, "Opened Closed(1005)", events);
    }

    @Test
    void e5_after_our_close_closed_carries_what_the_peer_answers() {
        NamedSocket socket = connect();
        PeerLink link = open(socket);
        link.ignoreClose();
        socket.close();
        Patience.until("the close has come", () -> link.closedWith().isPresent());
        link.close(4001, "no, you");
        events.awaitClosed();
        limits.check(Waivable.E5_ANSWER_TO_OUR_CLOSE, "Opened Closed(4001 \"no, you\")", events);
    }

    /** A full connection does not make the container close in its own way. */
    @Test
    void e5_behind_messages_that_wait_closed_carries_what_the_peer_answers() {
        NamedSocket socket = connect();
        PeerLink link = openUnread(socket);
        link.ignoreClose();
        fill(socket);
        socket.close();
        link.resumeReading();
        Patience.until("the close has come", () -> link.closedWith().isPresent());
        link.close(4001, "no, you");
        events.awaitClosed();
        limits.check(Waivable.E5_ANSWER_TO_OUR_CLOSE, "Opened Closed(4001 \"no, you\")", events);
    }

    @Test
    void e5_a_ping_between_our_close_and_what_the_peer_answers_changes_nothing() {
        NamedSocket socket = connect();
        PeerLink link = open(socket);
        link.ignoreClose();
        socket.close();
        Patience.until("the close has come", () -> link.closedWith().isPresent());
        link.ping();
        link.close(4001, "no, you");
        events.awaitClosed();
        limits.check(Waivable.E5_ANSWER_TO_OUR_CLOSE, "Opened Closed(4001 \"no, you\")", events);
    }

    @Test
    void e7_a_fin_without_close_frame_gives_1006_without_failed() {
        NamedSocket socket = connect();
        open(socket).drop();
        events.awaitClosed();
        limits.check(Waivable.E7_FIN, "Opened Closed(1006)", events);
    }

    @Test
    void e7_a_reset_gives_1006_without_failed() {
        NamedSocket socket = connect();
        open(socket).reset();
        events.awaitClosed();
        limits.check(Waivable.E7_RESET, "Opened Closed(1006)", events);
    }

    @Test
    void e8_messages_in_the_segment_of_the_answer_are_delivered() {
        connect();
        peer.next().upgradeWith("one", "two", "three");
        events.awaitExactly("Opened Text(one) Text(two) Text(three)");
    }

    @Test
    void e8_messages_before_the_peers_close_are_all_delivered_to_a_listener_that_is_behind() {
        CountDownLatch peerHasClosed = new CountDownLatch(1);
        NamedSocket socket = connect(event -> await(event, peerHasClosed));
        PeerLink link = open(socket);
        IntStream.range(0, MANY).forEach(i -> link.text("" + i));
        link.close(1000, "");
        Patience.until("the end has come", () -> socket.state() instanceof SocketState.Closed);
        assertThat(socket.statistics().undelivered()).isEqualTo(MANY);
        peerHasClosed.countDown();
        events.awaitClosed();
        assertThat(events.texts()).hasSize(MANY);
    }

    @Test
    void e8_messages_before_a_fin_are_all_delivered_to_a_listener_that_is_behind() {
        CountDownLatch peerHasGone = new CountDownLatch(1);
        NamedSocket socket = connect(event -> await(event, peerHasGone));
        PeerLink link = open(socket);
        IntStream.range(0, MANY).forEach(i -> link.text("" + i));
        link.drop();
        Patience.until("the end has come", () -> socket.state() instanceof SocketState.Closed);
        peerHasGone.countDown();
        assertThat(events.awaitClosed().status().code()).isEqualTo(1006);
        checkAllBeforeFin(limits, MANY, events.texts().size());
    }

    @Test
    void e8_from_our_close_on_undelivered_messages_are_dropped() {
        CountDownLatch closed = new CountDownLatch(1);
        NamedSocket socket = connect(event -> await(event, closed));
        PeerLink link = open(socket);
        IntStream.range(0, 10).forEach(i -> link.text("" + i));
        Patience.until("all have come", () -> socket.statistics().undelivered() == 10);
        socket.close();
        assertThat(socket.statistics().undelivered()).isZero();
        closed.countDown();
        events.awaitExactly("Opened Closed(1000)");
    }

    @Test
    void e8_our_close_drops_what_is_undelivered_also_after_the_peers_end() {
        CountDownLatch closed = new CountDownLatch(1);
        NamedSocket socket = connect(event -> await(event, closed));
        PeerLink link = open(socket);
        IntStream.range(0, 10).forEach(i -> link.text("" + i));
        link.close(1000, "");
        Patience.until("the end has come", () -> socket.state() instanceof SocketState.Closed);
        socket.close();
        assertThat(socket.statistics().undelivered()).isZero();
        closed.countDown();
        events.awaitExactly("Opened Closed(1000)");
    }

    static void checkAllBeforeFin(Limits limits, int sent, int delivered) {
        String found = delivered == sent ? "all" : "all but " + (sent - delivered);
        limits.check(Waivable.E8_BEFORE_FIN, "all", found);
    }

    private static void await(SocketEvent event, CountDownLatch latch) throws InterruptedException {
        if (event instanceof SocketEvent.Opened) {
            latch.await();
        }
    }
}
