// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.wlsocket.CloseStatus;
import org.wlsocket.Delivery;
import org.wlsocket.NamedSocket;
import org.wlsocket.SocketEvent;
import org.wlsocket.SocketOptions;
import org.wlsocket.SocketState;
import org.wlsocket.Sockets;

/** C3, C9, E1: links of one name overlap only as far as an older one cannot be ended at once. */
class OverlapTest {

    private final SteppedTime time = new SteppedTime();
    private final MemoryProvider provider =
            MemoryProvider.with(MemoryPeer::ignoreClose).deliverOn(time.executor());
    private final Sockets sockets =
            time.step(Sockets.builder()).provider(provider).build();
    private final List<SocketEvent> events = new ArrayList<>();

    private NamedSocket connect() {
        NamedSocket socket = sockets.connect("client", "ws://memory/", events::add);
        time.run();
        return socket;
    }

    private MemoryPeer peer(int number) {
        return provider.peers().get(number);
    }

    @Test
    void e1_the_events_of_a_link_that_waited_in_vain_come_after_those_of_the_older_link() {
        NamedSocket socket = connect();
        socket.close();
        socket.open();
        time.run();
        socket.close();
        time.run();
        assertThat(EventText.of(events)).isEqualTo("Opened");
        peer(0).close(CloseStatus.NORMAL);
        time.run();
        assertThat(EventText.of(events))
                .isEqualTo("Opened Closed(1000) Failed(CONNECT/CLOSED_BY_APPLICATION) Closed(1006)");
        assertThat(socket.state()).isInstanceOf(SocketState.Closed.class);
        assertThat(provider.peers()).hasSize(1);
    }

    @Test
    void c3_a_third_link_waits_for_the_first_although_the_second_was_closed_while_it_waited() {
        connect().close();
        sockets.connect("client", "ws://memory/", event -> {}).close();
        NamedSocket third = sockets.connect("client", "ws://memory/", event -> {});
        time.run();
        assertThat(third.state()).isInstanceOf(SocketState.Connecting.class);
        assertThat(provider.peers()).hasSize(1);
        peer(0).close(CloseStatus.NORMAL);
        time.run();
        assertThat(third.state()).isInstanceOf(SocketState.Open.class);
        assertThat(provider.peers()).hasSize(2);
    }

    @Test
    void c3_a_thousand_links_that_wait_in_vain_let_the_next_one_through() {
        NamedSocket socket = connect();
        IntStream.range(0, 1000).forEach(i -> {
            socket.close();
            socket.open();
        });
        time.run();
        peer(0).close(CloseStatus.NORMAL);
        time.run();
        assertThat(socket.state()).isInstanceOf(SocketState.Open.class);
        assertThat(provider.peers()).hasSize(2);
        assertThat(events.stream().filter(SocketEvent.Closed.class::isInstance)).hasSize(1000);
    }

    @Test
    void c5_c9_the_close_of_all_waits_for_an_older_link_that_is_still_writing() {
        NamedSocket socket = connect();
        peer(0).wire().holdWrites();
        List<Delivery> sent = List.of(socket.send("one"), socket.send("two"));
        socket.close();
        socket.open();
        time.run();
        Background<List<org.wlsocket.UnwrittenMessage>> closing = Background.call(sockets::drain);
        closing.awaitBlocked();
        peer(0).wire().letWritesEnd();
        time.run();
        peer(0).close(CloseStatus.NORMAL);
        Patience.until("the sockets are closed", () -> {
            time.run();
            return closing.isOver();
        });
        assertThat(closing.result()).isEmpty();
        assertThat(sent).extracting(Delivery::outcome).containsOnly(new Delivery.Outcome.Written());
        assertThat(peer(0).texts()).containsExactly("one", "two");
        assertThat(EventText.of(events))
                .isEqualTo("Opened Closed(1000) Failed(CONNECT/CLOSED_BY_APPLICATION) Closed(1006)");
    }

    @Test
    void c6_equal_close_and_write_limits_cut_without_failed_and_drop_at_the_limit() {
        NamedSocket socket = connect();
        peer(0).wire().holdWrites();
        Delivery outstanding = socket.send("being written");
        Delivery waiting = socket.send("waiting");
        time.advance(Duration.ofSeconds(4));
        socket.close();
        time.advance(Duration.ofSeconds(9));
        assertThat(EventText.of(events)).isEqualTo("Opened");
        time.advance(Duration.ofSeconds(1));
        assertThat(EventText.of(events)).isEqualTo("Opened Closed(1006)");
        assertThat(outstanding.outcome())
                .isEqualTo(new Delivery.Outcome.Dropped(Delivery.DropReason.IN_DOUBT));
        assertThat(waiting.outcome())
                .isEqualTo(new Delivery.Outcome.Dropped(Delivery.DropReason.LIMIT_PASSED));
    }

    @Test
    void c5_what_waits_when_a_write_makes_no_progress_ends_with_the_link() {
        NamedSocket socket = connect();
        peer(0).wire().holdWrites();
        socket.send("being written");
        Delivery waiting = socket.send("waiting");
        time.advance(Duration.ofSeconds(10));
        assertThat(EventText.of(events)).isEqualTo("Opened Failed(WRITE/TIMED_OUT) Closed(1006)");
        assertThat(waiting.outcome()).isEqualTo(new Delivery.Outcome.Dropped(Delivery.DropReason.LINK_ENDED));
    }

    @Test
    void c5_a_message_that_waits_for_room_is_not_counted_as_refused() {
        NamedSocket socket = sockets.connect(
                "client", "ws://memory/", SocketOptions.defaults().withSendBuffer(1, 100), events::add);
        time.run();
        peer(0).wire().holdWrites();
        socket.send("one");
        Background<Delivery> second = Background.call(() -> socket.send("two", Patience.LIMIT));
        second.awaitBlocked();
        peer(0).wire().letWritesEnd();
        assertThat(second.result().accepted()).isTrue();
        assertThat(socket.statistics().refused()).isZero();
        peer(0).wire().letWritesEnd();
    }

    @Test
    void e6_what_cannot_be_written_before_the_close_limit_of_a_drain_fails_in_its_phase() {
        SocketOptions options = SocketOptions.defaults().withCloseLimit(Duration.ofSeconds(1));
        sockets.connect("client", "ws://memory/", options, events::add);
        time.run();
        peer(0).wire().holdWrites();
        sockets.find("client").orElseThrow().send("being written");
        Background<List<org.wlsocket.UnwrittenMessage>> closing = Background.call(sockets::drain);
        closing.awaitBlocked();
        Patience.until("the sockets are closed", () -> {
            time.advance(Duration.ofMillis(500));
            return closing.isOver();
        });
        assertThat(closing.result()).hasSize(1);
        assertThat(EventText.of(events)).isEqualTo("Opened Failed(DRAIN/TIMED_OUT) Closed(1006)");
    }
}
