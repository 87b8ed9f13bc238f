// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.wlsocket.NamedSocket;
import org.wlsocket.Reconnect;
import org.wlsocket.SocketEvent;
import org.wlsocket.SocketOptions;

/** R1, R2, R3: a server that comes back is found again, soon. */
abstract class ReturnResilience extends ResilienceTests {

    private static final Duration LONGEST_FIRST_DELAY = Duration.ofSeconds(2);

    ReturnResilience(ResilienceTest suite) {
        super(suite);
    }

    @Test
    void r1_r3_many_sockets_that_are_reset_are_open_again_after_their_first_delay() throws Exception {
        resetAll(40);
    }

    @Test
    @Tag("slow")
    void r1_r3_two_hundred_sockets_that_are_reset_are_open_again_after_their_first_delay()
            throws Exception {
        resetAll(200);
    }

    private void resetAll(int count) throws Exception {
        try (ScriptedServer server = ScriptedServer.start(Script.echo())) {
            List<EventRecorder> all =
                    IntStream.range(0, count).mapToObj(i -> recorder(event -> {})).toList();
            SocketOptions staying = SocketOptions.defaults().withReconnect(Reconnect.on());
            List<NamedSocket> opened = IntStream.range(0, count)
                    .mapToObj(i -> sockets.connect(
                            "client-" + i, server.uri("/").toString(), staying, all.get(i)))
                    .toList();
            opened.forEach(socket -> socket.awaitOpen(PATIENCE));
            // Not a connection that a client keeps for its next attempt, which may be on it by then.
            List<ScriptedConnection> links = server.connections().stream()
                    .filter(ScriptedConnection::isHandshaken)
                    .toList();
            for (ScriptedConnection link : links) {
                link.rst();
            }
            all.forEach(each -> assertBackSoon(each));
            assertThat(server.handshaken()).isEqualTo(2 * count);
            assertThat(server.maxLiveHandshaken()).isEqualTo(count);
        }
    }

    private static void assertBackSoon(EventRecorder events) {
        SocketEvent.Opened again = (SocketEvent.Opened) events.await(ResilienceTests::hasGap);
        Duration delay = events.await(SocketEvent.Closed.class).reconnectIn().orElseThrow();
        assertThat(delay).isLessThanOrEqualTo(LONGEST_FIRST_DELAY);
        // All of them shake hands at about the same time, on this one machine.
        assertThat(again.gap().orElseThrow().downtime()).isLessThan(delay.plus(SLACK));
        assertThat(again.gap().orElseThrow().attempts()).isEqualTo(1);
        assertThat(count(events, SocketEvent.Failed.class)).isZero();
    }

    @Test
    void r2_a_server_that_is_down_at_first_is_reached_within_the_delay_once_it_is_up() throws Exception {
        Duration longest = Duration.ofMillis(400);
        SocketOptions staying = SocketOptions.defaults().withReconnect(delays(200, 200, 400));
        DeadPort dead = DeadPort.take();
        int port = dead.port();
        NamedSocket socket = sockets.connect(NAME, dead.uri("/").toString(), staying, events);
        Patience.until("some attempts fail", () -> socket.statistics().attempts() >= 4);
        dead.close();
        try (ScriptedServer server = ScriptedServer.builder().port(port).start(Script.echo())) {
            long before = socket.statistics().attempts();
            socket.awaitOpen(PATIENCE);
            // One attempt may have been on its way when the server came up.
            assertThat(socket.statistics().attempts()).isBetween(before, before + 1);
            assertThat(delaysTold()).isNotEmpty().allMatch(delay -> delay.compareTo(longest) <= 0);
            assertThat(server.handshaken()).isEqualTo(1);
            assertThat(events.await(SocketEvent.Opened.class).gap()).isEmpty();
        }
    }

    private List<Duration> delaysTold() {
        return events.events().stream()
                .filter(SocketEvent.Closed.class::isInstance)
                .map(event -> ((SocketEvent.Closed) event).reconnectIn().orElseThrow())
                .toList();
    }
}
