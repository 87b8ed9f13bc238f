// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.wlsocket.NamedSocket;
import org.wlsocket.OfflineQueue;
import org.wlsocket.Reconnect;
import org.wlsocket.SocketOptions;
import org.wlsocket.Sockets;
import org.wlsocket.tck.MemoryPeer;
import org.wlsocket.tck.MemoryProvider;
import org.wlsocket.tck.SteppedTime;

/** What the status line says of a socket whose time is stepped. */
class StatusTextTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final SteppedTime time = new SteppedTime();
    private final MemoryProvider provider =
            MemoryProvider.with(peer -> peer.onText(peer::send)).deliverOn(time.executor());
    private final Sockets sockets =
            time.step(Sockets.builder()).provider(provider).random(new Random(1)).build();
    private final StatusText text = new StatusText();

    private final NamedSocket socket = sockets.connect(
            "status",
            "ws://memory/",
            SocketOptions.defaults()
                    .withReconnect(Reconnect.on().withDelays(Duration.ofSeconds(10), Duration.ofSeconds(10)))
                    .withQueue(OfflineQueue.on(OfflineQueue.Overflow.REFUSE)),
            event -> {});

    @Test
    void it_tells_the_state_and_the_round_trip() {
        assertThat(said()).isEqualTo("connecting");
        time.run();
        assertThat(said()).isEqualTo("open");
        time.advance(Duration.ofSeconds(20));
        assertThat(said()).isEqualTo("open | round trip 0.0 ms");
        socket.close();
        time.run();
        assertThat(said()).isEqualTo("closed");
    }

    @Test
    void it_counts_down_to_the_next_attempt_and_counts_what_waits() {
        time.run();
        drop();
        socket.send("a");
        assertThat(said()).isEqualTo("waiting | retry 1 in 2 s | 1 queued");
        time.advance(Duration.ofSeconds(2));
        assertThat(said()).isEqualTo("open");
        drop();
        assertThat(said()).startsWith("waiting | retry 2 in ");
        int first = secondsLeft();
        time.advance(SECOND);
        assertThat(secondsLeft()).isEqualTo(first - 1);
    }

    private int secondsLeft() {
        return Integer.parseInt(said().replaceAll(".* in (\\d+) s", "$1"));
    }

    private void drop() {
        List<MemoryPeer> peers = provider.peers();
        peers.get(peers.size() - 1).drop();
        time.run();
    }

    private String said() {
        return text.of(socket.state(), socket.statistics(), time.clock().instant());
    }
}
