// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.wlsocket.NamedSocket;
import org.wlsocket.NamedSocketException;
import org.wlsocket.SocketEvent.Message;
import org.wlsocket.SocketOptions;
import org.wlsocket.SocketState;

/** C7: a socket without a listener is read. */
abstract class ReceiveContract extends ContractTests {

    ReceiveContract(ContractSuite contract) {
        super(contract);
    }

    @Test
    void c7_one_call_gives_one_whole_message() {
        NamedSocket socket = sockets.connect(NAME, peer.uri());
        PeerLink link = open(socket);
        link.text("one");
        link.fragments("two of them");
        link.binary((byte) 3);
        assertThat(read(socket)).isEqualTo("Text(one)");
        assertThat(read(socket)).isEqualTo("Text(two of them)");
        assertThat(read(socket)).isEqualTo("Binary(03)");
        assertThat(socket.receive(Duration.ZERO)).isEmpty();
    }

    @Test
    void c7_it_is_empty_when_none_came_in_time() {
        NamedSocket socket = sockets.connect(NAME, peer.uri());
        open(socket);
        long start = System.nanoTime();
        assertThat(socket.receive(SHORT)).isEmpty();
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(SHORT.toNanos());
    }

    @Test
    void c7_a_wait_ends_when_a_message_comes() {
        NamedSocket socket = sockets.connect(NAME, peer.uri());
        PeerLink link = open(socket);
        try (Background<Optional<Message>> waiting = Background.call(() -> socket.receive(PATIENCE))) {
            waiting.awaitBlocked();
            link.text("here");
            assertThat(waiting.result().map(EventText::of)).contains("Text(here)");
        }
    }

    @Test
    void c7_it_waits_while_the_socket_connects() {
        NamedSocket socket = sockets.connect(NAME, peer.uri());
        try (Background<Optional<Message>> waiting = Background.call(() -> socket.receive(PATIENCE))) {
            peer.next().upgradeWith("welcome");
            assertThat(waiting.result().map(EventText::of)).contains("Text(welcome)");
        }
    }

    @Test
    void c7_messages_before_the_end_are_read_and_then_an_exception_tells_the_end() {
        NamedSocket socket = sockets.connect(NAME, peer.uri());
        PeerLink link = open(socket);
        link.text("last words");
        link.close(4000, "bye");
        Patience.until("the socket has ended", () -> socket.state() instanceof SocketState.Closed);
        assertThat(read(socket)).isEqualTo("Text(last words)");
        assertThatThrownBy(() -> socket.receive(PATIENCE))
                .isInstanceOfSatisfying(
                        NamedSocketException.Ended.class,
                        ended -> assertThat(ended.state().map(Object::toString))
                                .contains("Closed(4000 \"bye\")"));
        assertThatThrownBy(() -> socket.receive(Duration.ZERO))
                .isInstanceOf(NamedSocketException.Ended.class);
    }

    @Test
    void c7_a_wait_ends_when_the_socket_ends() {
        NamedSocket socket = sockets.connect(NAME, peer.uri());
        PeerLink link = open(socket);
        try (Background<Optional<Message>> waiting = Background.call(() -> socket.receive(PATIENCE))) {
            waiting.awaitBlocked();
            link.close(1000, "");
            assertThat(waiting.exception()).isInstanceOf(NamedSocketException.Ended.class);
        }
    }

    @Test
    void c7_after_our_close_nothing_is_read_any_more() {
        NamedSocket socket = sockets.connect(NAME, peer.uri());
        PeerLink link = open(socket);
        link.text("unread");
        Patience.until("it has come", () -> socket.statistics().undelivered() == 1);
        socket.close();
        assertThatThrownBy(() -> socket.receive(PATIENCE)).isInstanceOf(NamedSocketException.Ended.class);
        Patience.until("the socket has ended", () -> socket.state() instanceof SocketState.Closed);
    }

    @Test
    void c7_a_socket_with_a_listener_is_not_read() {
        NamedSocket socket = connect();
        open(socket);
        assertThatThrownBy(() -> socket.receive(PATIENCE))
                .isInstanceOf(NamedSocketException.NotAllowed.class)
                .hasMessageContainingAll("expected", "found", NAME);
        events.awaitExactly("Opened");
    }

    @Test
    void c7_unread_messages_are_bounded_and_none_is_dropped() {
        NamedSocket socket =
                sockets.connect(NAME, peer.uri(), SocketOptions.defaults().withReceiveBuffer(10, 1024));
        PeerLink link = open(socket);
        IntStream.range(0, 50).forEach(i -> link.text("" + i));
        Patience.until("the bound is reached", () -> socket.statistics().undelivered() == 10);
        IntStream.range(0, 50).forEach(i -> assertThat(read(socket)).isEqualTo("Text(" + i + ")"));
    }

    private static String read(NamedSocket socket) {
        return socket.receive(PATIENCE).map(EventText::of).orElse("nothing");
    }
}
