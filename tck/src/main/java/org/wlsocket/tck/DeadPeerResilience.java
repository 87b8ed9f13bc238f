// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.wlsocket.Destination;
import org.wlsocket.Failure;
import org.wlsocket.NamedSocket;
import org.wlsocket.SocketEvent;
import org.wlsocket.SocketOptions;
import org.wlsocket.SocketState;

/** R11: a peer that is gone is noticed, and only that. */
abstract class DeadPeerResilience extends ResilienceTests {

    private static final Duration INTERVAL = Duration.ofMillis(300);
    private static final Duration LIMIT = Duration.ofMillis(300);

    /** A link may be silent for this long on a slow machine, without being dropped by mistake. */
    private static final Duration PATIENT_LIMIT = Duration.ofSeconds(4);

    private static final Duration OFTEN = Duration.ofMillis(100);
    private static final int MANY = 250;
    private static final String LARGE = "x".repeat(8 * 1024);

    private final SocketOptions options =
            SocketOptions.defaults().withReconnect(delays(50, 50, 100)).withPings(INTERVAL, LIMIT);

    DeadPeerResilience(ResilienceTest suite) {
        super(suite);
    }

    @Test
    void r11_a_link_that_falls_silent_is_failed_and_the_socket_returns_with_the_network() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(Script.echo());
                SilencingProxy proxy = SilencingProxy.inFrontOf(server.port())) {
            Destination through =
                    Destination.of(proxy.uri(server.uri("/"))).withConnectLimit(Duration.ofSeconds(5));
            NamedSocket socket = sockets.connect(NAME, through, options, events);
            socket.awaitOpen(PATIENCE);
            proxy.stopForwarding();
            // The first attempt may have failed, on a slow machine.
            SocketEvent.Failed failed = (SocketEvent.Failed) events.await(DeadPeerResilience::endsALink);
            assertThat(failed.cause().reason()).isEqualTo(Failure.Reason.PEER_SILENT);
            SocketEvent.Closed closed = events.await(SocketEvent.Closed.class);
            assertThat(closed.status().code()).isEqualTo(1006);
            assertThat(closed.reconnectIn()).isPresent();
            Patience.until("an attempt goes into the dark", () -> proxy.accepted() >= 2);
            proxy.resume();
            events.await(ResilienceTests::hasGap);
            socket.awaitOpen(PATIENCE);
        }
    }

    private static boolean endsALink(SocketEvent event) {
        return event instanceof SocketEvent.Failed failed && failed.cause().phase() == Failure.Phase.OPEN;
    }

    @Test
    void r11_a_busy_link_whose_pongs_are_behind_data_is_not_dropped() throws Exception {
        // The data takes 5 s, in which a link that waits for its pong alone would be dropped.
        SocketOptions patient = options.withPings(OFTEN, PATIENT_LIMIT);
        Script busy = connection -> {
            connection.accept();
            for (int i = 0; i < MANY; i++) {
                connection.text("" + i);
                // The pace of the data, which stands in front of each pong.
                TimeUnit.MILLISECONDS.sleep(20);
            }
            connection.echoUntilClose();
        };
        try (ScriptedServer server = ScriptedServer.start(busy)) {
            NamedSocket socket = sockets.connect(NAME, server.uri("/").toString(), patient, events);
            until(socket, "all have come", () -> events.texts().size() == MANY);
            Patience.until("a pong comes at last", () -> socket.statistics().roundTrip().isPresent());
            assertThat(events.texts()).hasSize(MANY);
            assertThat(socket.state()).isInstanceOf(SocketState.Open.class);
            assertThat(server.accepted()).isEqualTo(1);
        }
    }

    @Test
    void r11_e10_a_link_whose_listener_is_behind_is_not_dropped_and_all_messages_come() throws Exception {
        SocketOptions small =
                options.withReceiveBuffer(10, 1024 * 1024).withPings(OFTEN, PATIENT_LIMIT);
        CountDownLatch released = new CountDownLatch(1);
        EventRecorder slow = recorder(event -> {
            if (event instanceof SocketEvent.Text) {
                released.await();
            }
        });
        Script flood = connection -> {
            connection.accept();
            for (int i = 0; i < MANY; i++) {
                connection.text(i + LARGE);
            }
            connection.echoUntilClose();
        };
        try (ScriptedServer server = ScriptedServer.start(flood)) {
            NamedSocket socket = sockets.connect(NAME, server.uri("/").toString(), small, slow);
            Patience.until("the bound is reached", () -> socket.statistics().undelivered() >= 10);
            // By then the pong of a ping that was not to be sent would be missed.
            Duration missed = OFTEN.plus(PATIENT_LIMIT).plusMillis(500);
            holds("the link stays", missed, () -> socket.state() instanceof SocketState.Open);
            released.countDown();
            slow.awaitCount(1 + MANY);
            assertThat(slow.texts())
                    .isEqualTo(IntStream.range(0, MANY).mapToObj(i -> i + LARGE).toList());
            socket.ping().toCompletableFuture().get(10, TimeUnit.SECONDS);
            assertThat(server.accepted()).isEqualTo(1);
        }
    }
}
