// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wlsocket.Delivery;
import org.wlsocket.Failure;
import org.wlsocket.NamedSocket;
import org.wlsocket.Reconnect;
import org.wlsocket.SocketOptions;
import org.wlsocket.SocketState;

/** The kit for tests in virtual time must itself notice what it is there to notice. */
class VirtualTimeTest extends Story {

    @Test
    void a_handshake_takes_stepped_time_and_others_go_on_meanwhile() {
        List<Duration> seen = new ArrayList<>();
        virtual.time().scheduler().schedule(
                () -> seen.add(Duration.ofSeconds(3)), 3, java.util.concurrent.TimeUnit.SECONDS);
        java.time.Instant begin = virtual.time().now();
        script = peer -> peer.opening().delay(virtual.time(), Duration.ofSeconds(5));
        NamedSocket socket = connect(PLAIN);
        assertThat(seen).hasSize(1);
        assertOpen(socket);
        assertThat(Duration.between(begin, virtual.time().now())).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void time_never_goes_back_when_a_task_lets_more_pass_than_was_asked_for() {
        virtual.time().scheduler().schedule(() -> minutes(1), 1, java.util.concurrent.TimeUnit.SECONDS);
        java.time.Instant begin = virtual.time().now();
        seconds(2);
        assertThat(Duration.between(begin, virtual.time().now())).isEqualTo(Duration.ofSeconds(61));
    }

    @Test
    void an_attempt_fails_as_a_container_would_report_it() {
        script = peer -> peer.opening().fail(
                Failure.of(Failure.Phase.CONNECT, Failure.Reason.UNKNOWN_HOST, "no such host"));
        connect(PLAIN);
        assertThat(heard()).isEqualTo("Failed(CONNECT/UNKNOWN_HOST) Closed(1006)");
        assertThat(attempts()).isEqualTo(1);
    }

    @Test
    void a_peer_drops_after_so_many_messages() {
        script = peer -> peer.dropAfter(2);
        NamedSocket socket = connect(PLAIN);
        socket.send("one");
        virtual.run();
        assertOpen(socket);
        socket.send("two");
        virtual.run();
        assertEnded(socket);
    }

    @Test
    void a_write_whose_end_is_held_has_reached_the_peer() {
        NamedSocket socket = connect(PLAIN);
        peer().wire().holdEnds();
        Delivery delivery = socket.send("hello");
        assertThat(peer().texts()).containsExactly("hello");
        assertThat(delivery.outcome()).isInstanceOf(Delivery.Outcome.Pending.class);
        peer().wire().letWritesEnd();
        assertThat(delivery.outcome()).isInstanceOf(Delivery.Outcome.Written.class);
    }

    @Test
    void a_drain_lets_limits_pass_when_a_peer_does_not_answer() {
        script = MemoryPeer::ignoreClose;
        NamedSocket socket = connect(PLAIN);
        assertThat(virtual.drain()).isEmpty();
        assertEnded(socket);
    }

    @Test
    void a_peer_before_any_attempt_is_answered_with_what_to_do() {
        assertThatThrownBy(virtual::peer)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("expected an attempt", "found none", "connect(...)");
    }

    @Test
    void time_that_would_go_back_is_refused() {
        assertThatThrownBy(() -> seconds(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("expected a duration of zero or more", "PT-1S");
    }

    @Test
    @SuppressWarnings("NullAway") // not every caller has a compiler that knows
    void null_is_refused_where_it_is_given() {
        assertThatThrownBy(() -> new VirtualTime(null)).hasMessage("expected a script, found null; pass one");
        assertThatThrownBy(() -> virtual.advance(null))
                .hasMessage("expected a duration, found null; pass one");
        assertThatThrownBy(() -> new EventRecorder(null))
                .hasMessage("expected a listener, found null; pass one");
    }

    @Test
    void a_socket_that_was_opened_without_its_knowledge_is_noticed() {
        VirtualTime other = new VirtualTime(peer -> {});
        NamedSocket socket = other.connect(SocketOptions.defaults().withAutoConnect(false));
        socket.open();
        other.run();
        assertThatThrownBy(other::check).isInstanceOf(AssertionError.class).hasMessageContaining("E1");
    }

    @Test
    void accounting_notices_a_delivery_that_it_was_not_given() {
        NamedSocket socket = connect(PLAIN);
        Accounting accounting = new Accounting(socket);
        accounting.note(socket.send("noted"));
        accounting.check();
        socket.send("not noted");
        assertThatThrownBy(accounting::check).isInstanceOf(AssertionError.class).hasMessageContaining("C5");
    }

    @Test
    void accounting_notices_what_is_still_on_its_way() {
        NamedSocket socket = connect(PLAIN);
        peer().wire().holdWrites();
        socket.send("pending");
        Accounting.assertBalanced(socket);
        assertThatThrownBy(() -> Accounting.assertSettled(socket)).hasMessageContaining("nothing pending");
    }

    @Test
    void connections_are_counted_on_the_side_of_the_server() {
        NamedSocket socket = connect(PLAIN.withReconnect(Reconnect.on()));
        assertThat(virtual.provider().openPeers()).isEqualTo(1);
        cut();
        assertThat(virtual.provider().openPeers()).isZero();
        seconds(2);
        assertThat(socket.state()).isInstanceOf(SocketState.Open.class);
        assertThat(virtual.provider().openPeers()).isEqualTo(1);
        assertThat(virtual.provider().mostOpenPeers()).isEqualTo(1);
    }
}
