// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wlsocket.CloseStatus;
import org.wlsocket.NamedSocket;
import org.wlsocket.NamedSocketException;
import org.wlsocket.SocketOptions;

/** C6: how the application closes a socket. */
abstract class CloseContract extends ContractTests {

    CloseContract(ContractSuite contract) {
        super(contract);
    }

    static Stream<CloseStatus> allowed() {
        return Stream.of(
                CloseStatus.NORMAL,
                CloseStatus.of(1000, "done"),
                CloseStatus.of(3000),
                CloseStatus.of(4000, "grün \uD83D\uDE00"),
                CloseStatus.of(4999, "é".repeat(61) + "x"));
    }

    @ParameterizedTest
    @MethodSource("allowed")
    void c6_the_peer_sees_code_and_reason_of_our_close(CloseStatus status) {
        NamedSocket socket = connect();
        PeerLink link = open(socket);
        socket.close(status);
        events.awaitExactly("Opened Closed(" + status + ")");
        Patience.until("the close frame has come", () -> link.closedWith().isPresent());
        assertThat(link.closedWith()).contains(status);
    }

    static Stream<CloseStatus> forbidden() {
        IntStream codes =
                IntStream.of(-1, 0, 999, 1001, 1002, 1005, 1006, 1009, 1011, 1015, 2999, 5000, 65_536);
        return Stream.concat(
                codes.mapToObj(CloseStatus::of),
                Stream.of(CloseStatus.of(1000, "x".repeat(124)), CloseStatus.of(1000, "é".repeat(62))));
    }

    @ParameterizedTest
    @MethodSource("forbidden")
    void c6_another_code_or_a_longer_reason_is_refused_and_the_socket_stays_open(CloseStatus status) {
        NamedSocket socket = connect();
        PeerLink link = open(socket);
        assertThatThrownBy(() -> socket.close(status))
                .isInstanceOf(NamedSocketException.BadArgument.class)
                .hasMessageContainingAll("expected", "found", ";");
        link.text("still open");
        events.awaitExactly("Opened Text(still open)");
    }

    @Test
    void c6_messages_accepted_before_are_written_first() {
        NamedSocket socket = connect();
        PeerLink link = openUnread(socket);
        IntStream.range(0, 100).forEach(i -> assertThat(socket.send("" + i).accepted()).isTrue());
        socket.close(CloseStatus.of(4000));
        link.resumeReading();
        events.awaitExactly("Opened Closed(4000)");
        Patience.until("the close frame has come", () -> link.closedWith().isPresent());
        assertThat(link.texts()).isEqualTo(IntStream.range(0, 100).mapToObj(i -> "" + i).toList());
        assertThat(socket.statistics().written()).isEqualTo(100);
    }

    @Test
    void c6_a_close_that_the_peer_does_not_answer_is_cut_without_failed() {
        NamedSocket socket = connect(SocketOptions.defaults().withCloseLimit(SHORT));
        PeerLink link = open(socket);
        link.ignoreClose();
        long start = System.nanoTime();
        socket.close();
        events.awaitClosed();
        limits.check(Waivable.C6_UNANSWERED, "Opened Closed(1006)", events);
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(SHORT.toNanos());
        Patience.until("the link is cut", () -> !link.isLive());
    }

    @Test
    void c6_a_close_whose_messages_cannot_be_written_is_cut_without_failed() {
        NamedSocket socket = connect(SocketOptions.defaults().withCloseLimit(SHORT));
        PeerLink link = openUnread(socket);
        fill(socket);
        socket.close();
        events.awaitExactly("Opened Closed(1006)");
        link.resumeReading();
    }

    @Test
    void c6_the_cut_of_a_full_link_ends_the_connection_of_a_peer_that_does_not_read() {
        SocketOptions options = SocketOptions.defaults().withCloseLimit(SHORT).withSendBuffer(4, 1L << 30);
        NamedSocket socket = connect(options);
        PeerLink link = openUnread(socket);
        fill(socket);
        socket.close();
        events.awaitExactly("Opened Closed(1006)");
        assertCut(link);
        link.resumeReading();
    }

    @Test
    void c6_a_close_before_opened_is_a_failure() {
        NamedSocket socket = connect();
        PeerLink link = peer.next();
        socket.close();
        events.awaitExactly("Failed(CONNECT/CLOSED_BY_APPLICATION) Closed(1006)");
        link.upgradeWith("too late");
        Patience.until("the attempt has returned", () -> socket.statistics().heldAttempts() == 0);
    }

    @Test
    void c6_a_second_close_changes_nothing() {
        NamedSocket socket = connect();
        PeerLink link = open(socket);
        socket.close(CloseStatus.of(4000, "first"));
        socket.close(CloseStatus.of(4001, "second"));
        events.awaitExactly("Opened Closed(4000 \"first\")");
        socket.close();
        Patience.until("the close frame has come", () -> link.closedWith().isPresent());
        assertThat(link.closedWith()).contains(CloseStatus.of(4000, "first"));
        assertThat(socket.state()).hasToString("Closed(4000 \"first\")");
    }

    @Test
    void c6_closes_that_cross_give_one_closed() {
        NamedSocket socket = connect();
        PeerLink link = open(socket);
        link.close(4001, "peer");
        socket.close(CloseStatus.of(4000, "own"));
        assertThat(events.awaitClosed().status().code()).isIn(4000, 4001);
        assertThat(events.events()).hasSize(2);
    }
}
