// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.wlsocket.Credentials;
import org.wlsocket.Destination;
import org.wlsocket.NamedSocket;
import org.wlsocket.SocketState;
import org.wlsocket.SocketState.Waiting.HeldBy;
import org.wlsocket.Sockets;
import org.wlsocket.spi.Handshake;
import org.wlsocket.spi.SocketProvider;
import org.wlsocket.spi.WireListener;

/** R7: an attempt that does not come back is waited for, never doubled. */
abstract class HeldAttemptResilience extends ResilienceTests {

    private static final Duration CONNECT_LIMIT = Duration.ofMillis(700);
    private static final Duration QUIET = Duration.ofSeconds(1);
    private static final int SEVERAL = 4;

    HeldAttemptResilience(ResilienceTest suite) {
        super(suite);
    }

    @Test
    void r7_handshakes_that_are_never_answered_never_overlap_and_end_with_the_close() throws Exception {
        CompletableFuture<ScriptedServer> self = new CompletableFuture<>();
        AtomicInteger most = new AtomicInteger();
        Script silent = connection -> {
            most.accumulateAndGet(self.get(10, TimeUnit.SECONDS).live(), Math::max);
            connection.readRequest();
            connection.awaitGone();
        };
        try (ScriptedServer server = ScriptedServer.start(silent)) {
            self.complete(server);
            Destination destination = Destination.of(server.uri("/")).withConnectLimit(CONNECT_LIMIT);
            NamedSocket socket = sockets.connect(NAME, destination, quickly(), events);
            AtomicInteger held = new AtomicInteger();
            until(socket, "several attempts", () -> {
                held.accumulateAndGet(socket.statistics().heldAttempts(), Math::max);
                return server.accepted() >= SEVERAL;
            });
            socket.close();
            long attempts = socket.statistics().attempts();
            events.awaitClosed();
            assertThat(most.get()).as("connections at one time").isEqualTo(1);
            assertThat(held.get()).as("attempts at one time").isEqualTo(1);
            Patience.until("the attempt has returned", () -> socket.statistics().heldAttempts() == 0);
            server.awaitLive(0, PATIENCE);
            int made = acceptedUntilNow(server);
            assertThat(made - 1L).as("connections").isLessThanOrEqualTo(attempts);
            holds("no attempt after the close", QUIET, () -> server.accepted() == made
                    && socket.statistics().attempts() == attempts);
            assertThat(sockets.find(NAME)).isEmpty();
        }
    }

    @Test
    void r7_the_next_attempt_waits_for_a_container_that_holds_the_one_before() throws Exception {
        Holding holding = new Holding(provider());
        try (ScriptedServer server = ScriptedServer.start(Script.echo());
                Sockets held = newSockets(holding)) {
            NamedSocket socket = connectHeld(held, holding, server);
            holds("no other begins", QUIET, () -> holding.calls.get() == 1
                    && socket.statistics().heldAttempts() == 1
                    && isHeldBy(socket, HeldBy.PREVIOUS_ATTEMPT));
            holding.released.countDown();
            // Each attempt has little time here, on a machine that does other things too.
            socket.awaitOpen(PATIENCE);
            assertThat(server.maxLiveHandshaken()).isEqualTo(1);
        }
    }

    @Test
    void r5_r7_the_next_attempt_waits_for_credentials_that_are_still_asked_for() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        AtomicInteger calls = new AtomicInteger();
        try (ScriptedServer server = ScriptedServer.start(Script.echo())) {
            Destination destination = Destination.of(server.uri("/"))
                    .withConnectLimit(CONNECT_LIMIT)
                    .withCredentials(request -> {
                        calls.incrementAndGet();
                        released.await();
                        return Credentials.none();
                    });
            NamedSocket socket = sockets.connect(NAME, destination, quickly(), events);
            Patience.until("the call is held", () ->
                    calls.get() == 1 && isHeldBy(socket, HeldBy.CREDENTIALS));
            holds("no other call", QUIET, () -> calls.get() == 1 && isHeldBy(socket, HeldBy.CREDENTIALS));
            assertThat(server.accepted()).isZero();
            released.countDown();
            socket.awaitOpen(PATIENCE);
            assertThat(calls.get()).isGreaterThan(1);
            assertThat(socket.statistics().attempts()).isEqualTo(calls.get());
            assertThat(server.maxLiveHandshaken()).isEqualTo(1);
        }
    }

    @Test
    void r7_after_a_close_while_an_attempt_is_held_none_follows() throws Exception {
        Holding holding = new Holding(provider());
        try (ScriptedServer server = ScriptedServer.start(Script.echo());
                Sockets held = newSockets(holding)) {
            NamedSocket socket = connectHeld(held, holding, server);
            socket.close();
            events.awaitClosed();
            assertThat(held.find(NAME)).isEmpty();
            holding.released.countDown();
            Patience.until("the attempt has returned", () -> socket.statistics().heldAttempts() == 0);
            server.awaitLive(0, PATIENCE);
            holds("no other begins", QUIET, () -> holding.calls.get() == 1);
        }
    }

    /** {@return a socket whose next attempt waits for the first, which a {@link Holding} provider holds} */
    private NamedSocket connectHeld(Sockets held, Holding holding, ScriptedServer server) {
        Destination destination = Destination.of(server.uri("/")).withConnectLimit(CONNECT_LIMIT);
        NamedSocket socket = held.connect(NAME, destination, quickly(), events);
        Patience.until("the attempt is held", () ->
                holding.calls.get() == 1 && isHeldBy(socket, HeldBy.PREVIOUS_ATTEMPT));
        return socket;
    }

    private static boolean isHeldBy(NamedSocket socket, HeldBy what) {
        return socket.state() instanceof SocketState.Waiting waiting && waiting.heldBy() == what;
    }

    /** A container that does not come back from its first attempt before the test says so. */
    private static final class Holding implements SocketProvider {

        final CountDownLatch released = new CountDownLatch(1);
        final AtomicInteger calls = new AtomicInteger();
        private final SocketProvider real;

        Holding(SocketProvider real) {
            this.real = real;
        }

        @Override
        public String name() {
            return "holding";
        }

        @Override
        public void connect(Handshake handshake, WireListener listener) throws Exception {
            calls.incrementAndGet();
            released.await();
            real.connect(handshake, listener);
        }

        @Override
        public void close() {
            real.close();
        }
    }
}
