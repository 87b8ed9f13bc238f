// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wlsocket.NamedSocket;
import org.wlsocket.NamedSocketException;
import org.wlsocket.SocketEvent;
import org.wlsocket.SocketOptions;
import org.wlsocket.SocketState;

/** C3: a name belongs to one living socket at a time, and links of one name never overlap. */
abstract class NameContract extends ContractTests {

    NameContract(ContractSuite contract) {
        super(contract);
    }

    @Test
    void c3_the_name_of_a_socket_that_connects_is_refused_and_the_socket_is_not_touched() {
        NamedSocket socket = connect();
        PeerLink link = peer.next();
        assertNameInUse();
        link.upgrade();
        socket.awaitOpen(PATIENCE);
        assertThat(sockets.find(NAME)).containsSame(socket);
        events.awaitExactly("Opened");
    }

    @Test
    void c3_the_name_of_an_open_socket_is_refused_and_the_socket_is_not_touched() {
        NamedSocket socket = connect();
        PeerLink link = open(socket);
        assertNameInUse();
        link.text("still there");
        events.awaitExactly("Opened Text(still there)");
    }

    private void assertNameInUse() {
        assertThatThrownBy(() -> sockets.connect(NAME, peer.uri(), recorder(event -> {})))
                .isInstanceOf(NamedSocketException.NameInUse.class)
                .hasMessageContainingAll("expected", "found", NAME, ";");
    }

    @Test
    void c3_names_are_case_sensitive() {
        open(connect());
        EventRecorder other = recorder(event -> {});
        NamedSocket upper = sockets.connect("CLIENT", peer.uri(), other);
        open(upper);
        other.awaitExactly("Opened");
        events.awaitExactly("Opened");
    }

    @Test
    void c3_our_close_frees_the_name_at_once_also_inside_a_listener() {
        EventRecorder second = recorder(event -> {});
        NamedSocket socket = connect(event -> {
            if (event instanceof SocketEvent.Text) {
                event.socket().close();
                sockets.connect(NAME, peer.uri(), second);
            }
        });
        open(socket).text("again");
        accept().text("to the new one");
        second.awaitExactly("Opened Text(to the new one)");
        events.awaitExactly("Opened Text(again) Closed(1000)");
    }

    @Test
    void c3_the_end_of_a_socket_frees_the_name() {
        NamedSocket first = connect();
        accept().close(1000, "");
        events.awaitExactly("Opened Closed(1000)");
        assertThat(sockets.find(NAME)).containsSame(first);
        events = recorder(event -> {});
        NamedSocket second = connect();
        assertThat(sockets.find(NAME)).containsSame(second);
        open(second);
        events.awaitExactly("Opened");
    }

    @Test
    void c3_a_new_link_waits_until_the_attempt_before_it_has_returned() {
        NamedSocket given = connect();
        PeerLink first = peer.next();
        given.close();
        events.awaitExactly("Failed(CONNECT/CLOSED_BY_APPLICATION) Closed(1006)");
        EventRecorder second = recorder(event -> {});
        NamedSocket socket = sockets.connect(NAME, peer.uri(), second);
        assertThat(socket.state()).isInstanceOf(SocketState.Connecting.class);
        first.upgradeWith("too late");
        PeerLink next = peer.next();
        assertThat(first.isLive()).as("the link before").isFalse();
        next.upgrade();
        second.awaitExactly("Opened");
    }

    @Test
    void c3_a_new_link_waits_until_the_link_before_it_is_over() {
        NamedSocket socket = connect(SocketOptions.defaults().withCloseLimit(SHORT));
        PeerLink first = open(socket);
        first.ignoreClose();
        socket.close();
        EventRecorder second = recorder(event -> {});
        sockets.connect(NAME, peer.uri(), second);
        PeerLink next = peer.next();
        assertThat(first.isLive()).as("the link before").isFalse();
        next.upgrade();
        second.awaitExactly("Opened");
        events.awaitClosed();
        limits.check(Waivable.C6_UNANSWERED, "Opened Closed(1006)", events);
    }

    @Test
    void c3_a_socket_that_waits_for_its_turn_can_be_closed() {
        NamedSocket given = connect();
        PeerLink first = peer.next();
        given.close();
        events.awaitExactly("Failed(CONNECT/CLOSED_BY_APPLICATION) Closed(1006)");
        EventRecorder second = recorder(event -> {});
        sockets.connect(NAME, peer.uri(), second).close();
        second.awaitExactly("Failed(CONNECT/CLOSED_BY_APPLICATION) Closed(1006)");
        first.refuse(503, Map.of());
    }

    @Test
    void c3_open_does_nothing_on_a_living_socket() {
        NamedSocket socket = connect();
        socket.open();
        open(socket);
        socket.open();
        assertThat(socket.statistics().attempts()).isEqualTo(1);
        events.awaitExactly("Opened");
    }

    @Test
    void c3_open_opens_an_idle_socket_and_one_that_we_closed() {
        NamedSocket socket = connect(SocketOptions.defaults().withAutoConnect(false));
        assertThat(socket.state()).isInstanceOf(SocketState.Idle.class);
        socket.open();
        open(socket);
        socket.close();
        events.awaitExactly("Opened Closed(1000)");
        socket.open();
        open(socket);
        assertThat(sockets.find(NAME)).containsSame(socket);
        events.awaitExactly("Opened Closed(1000) Opened");
    }

    @Test
    void c3_open_opens_a_socket_whose_attempt_has_failed() {
        NamedSocket socket = connect();
        peer.next().refuse(404, Map.of());
        events.awaitClosed();
        String failed = events.toString();
        socket.open();
        open(socket);
        events.awaitExactly(failed + " Opened");
        assertThat(socket.statistics().attempts()).isEqualTo(2);
    }

    @Test
    void c3_open_is_refused_when_another_living_socket_has_taken_the_name() {
        NamedSocket first = connect();
        open(first);
        first.close();
        events.awaitExactly("Opened Closed(1000)");
        EventRecorder second = recorder(event -> {});
        open(sockets.connect(NAME, peer.uri(), second));
        assertThatThrownBy(first::open).isInstanceOf(NamedSocketException.NameInUse.class);
        second.awaitExactly("Opened");
    }
}
