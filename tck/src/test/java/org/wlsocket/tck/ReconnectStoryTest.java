// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.wlsocket.Delivery;
import org.wlsocket.NamedSocket;
import org.wlsocket.OfflineQueue;
import org.wlsocket.Reconnect;
import org.wlsocket.SocketEvent;
import org.wlsocket.SocketOptions;
import org.wlsocket.SocketState;
import org.wlsocket.Sockets;

/** Minutes of a socket's life in milliseconds, without a network. */
class ReconnectStoryTest {

    private final SteppedTime time = new SteppedTime();
    private final MemoryProvider provider =
            MemoryProvider.with(peer -> peer.onText(peer::send)).deliverOn(time.executor());
    private final Sockets sockets =
            time.step(Sockets.builder()).provider(provider).random(new Random(1)).build();
    private final List<SocketEvent> events = new ArrayList<>();

    private NamedSocket connect(SocketOptions options) {
        NamedSocket socket = sockets.connect("client", "ws://memory/", options, events::add);
        time.run();
        return socket;
    }

    private MemoryPeer last() {
        List<MemoryPeer> peers = provider.peers();
        return peers.get(peers.size() - 1);
    }

    @Test
    void r1_a_link_that_is_lost_is_followed_by_another_within_two_seconds() {
        NamedSocket socket = connect(SocketOptions.defaults().withReconnect(Reconnect.on()));
        last().drop();
        time.run();
        assertThat(events).hasSize(2);
        assertThat(((SocketEvent.Closed) events.get(1)).reconnectIn()).isPresent();
        assertThat(socket.state()).isInstanceOf(SocketState.Waiting.class);
        time.advance(Duration.ofSeconds(2));
        assertThat(socket.state()).isInstanceOf(SocketState.Open.class);
        assertThat(provider.peers()).hasSize(2);
        SocketEvent.Opened again = (SocketEvent.Opened) events.get(2);
        assertThat(again.gap()).isPresent();
        assertThat(again.gap().get().attempts()).isEqualTo(1);
    }

    @Test
    void r8_r10_the_queue_goes_out_after_the_preparation() {
        OfflineQueue queue = OfflineQueue.on(OfflineQueue.Overflow.REFUSE);
        CompletableFuture<Void> login = new CompletableFuture<>();
        NamedSocket socket = connect(SocketOptions.defaults()
                .withReconnect(Reconnect.on())
                .withQueue(queue)
                .withReadiness(preparation -> {
                    preparation.send("login");
                    return login;
                }));
        assertThat(socket.state()).isInstanceOf(SocketState.Preparing.class);
        Delivery queued = socket.send("queued");
        assertThat(queued.accepted()).isTrue();
        assertThat(last().texts()).containsExactly("login");
        login.complete(null);
        time.run();
        assertThat(last().texts()).containsExactly("login", "queued");
        assertThat(socket.state()).isInstanceOf(SocketState.Open.class);
        last().drop();
        time.run();
        socket.send("second");
        time.advance(Duration.ofSeconds(3));
        assertThat(last().texts()).containsExactly("login", "second");
    }

    @Test
    void r11_a_silent_peer_is_given_up_within_31_seconds() {
        NamedSocket socket = connect(SocketOptions.defaults());
        last().ignorePings();
        time.advance(Duration.ofSeconds(31));
        assertThat(socket.state()).isInstanceOf(SocketState.Closed.class);
        assertThat(events.get(1)).isInstanceOf(SocketEvent.Failed.class);
        assertThat(events).hasSize(3);
    }

    @Test
    void r11_a_healthy_link_that_is_idle_for_a_day_stays() {
        NamedSocket socket = connect(SocketOptions.defaults());
        time.advance(Duration.ofHours(24));
        assertThat(socket.state()).isInstanceOf(SocketState.Open.class);
        assertThat(events).hasSize(1);
        assertThat(socket.statistics().roundTrip()).isPresent();
    }

    @Test
    void c6_a_close_while_waiting_gives_one_last_closed() {
        NamedSocket socket = connect(SocketOptions.defaults().withReconnect(Reconnect.on()));
        last().drop();
        time.run();
        socket.close();
        time.advance(Duration.ofMinutes(10));
        assertThat(events).hasSize(3);
        assertThat(((SocketEvent.Closed) events.get(2)).reconnectIn()).isEmpty();
        assertThat(provider.peers()).hasSize(1);
        assertThat(socket.state()).isInstanceOf(SocketState.Closed.class);
    }
}
