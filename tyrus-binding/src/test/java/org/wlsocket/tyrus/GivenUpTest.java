// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wlsocket.Destination;
import org.wlsocket.NamedSocket;
import org.wlsocket.Sockets;
import org.wlsocket.spi.ConnectFailedException;
import org.wlsocket.spi.Handshake;
import org.wlsocket.spi.HttpProxy;
import org.wlsocket.tck.Script;
import org.wlsocket.tck.ScriptedServer;
import org.wlsocket.tck.TestCertificates;

/** An attempt ends when nobody wants it any more, wherever its container waits. */
class GivenUpTest extends ProviderTests {

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SOON = Duration.ofSeconds(10);

    private static final class Unwanted extends RecordingListener {

        private volatile boolean wanted = true;

        @Override
        public boolean isWanted() {
            return wanted;
        }
    }

    /** The first use of TLS in a JVM takes seconds. */
    @BeforeEach
    void use_tls() throws Exception {
        try (ScriptedServer server =
                ScriptedServer.startTls(TestCertificates.localhost().serverContext(), Script.echo())) {
            failureOf(to(server.uri("/")));
        }
    }

    private static Handshake patient(String scheme, ScriptedServer server) {
        URI uri = URI.create(scheme + "://127.0.0.1:" + server.port() + "/");
        return to(Destination.of(uri).withConnectLimit(LONG));
    }

    private CompletableFuture<Throwable> connecting(Handshake handshake, RecordingListener listener) {
        return CompletableFuture.supplyAsync(() -> thrownBy(handshake, listener));
    }

    private Throwable thrownBy(Handshake handshake, RecordingListener listener) {
        try {
            provider.connect(handshake, listener);
            return null;
        } catch (ConnectFailedException | RuntimeException e) {
            return e;
        }
    }

    private static void assertFailsSoon(CompletableFuture<Throwable> attempt) throws Exception {
        assertThat(attempt.get(SOON.toMillis(), TimeUnit.MILLISECONDS)).isInstanceOf(
                ConnectFailedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ws", "wss"})
    void r7_an_attempt_that_nobody_wants_is_ended_and_lets_its_connection_go(String scheme) throws Exception {
        Unwanted listener = new Unwanted();
        try (ScriptedServer server = ScriptedServer.start(Script.handsOff())) {
            CompletableFuture<Throwable> attempt = connecting(patient(scheme, server), listener);
            server.awaitAccepted(1, PATIENCE);
            listener.wanted = false;

            assertFailsSoon(attempt);
            awaitNoConnection(server);
            assertThat(listener.rest()).isEmpty();
        }
    }

    @Test
    void c3_a_closed_socket_that_was_connecting_gives_its_name_to_the_next_at_once() throws Exception {
        try (ScriptedServer silent = ScriptedServer.start(Script.handsOff());
                ScriptedServer server = ScriptedServer.start(Script.echo());
                Sockets sockets = Sockets.builder().provider(new JakartaProvider()).build()) {
            NamedSocket first = sockets.connect(
                    "a", Destination.of(silent.uri("/")).withConnectLimit(LONG), event -> {});
            silent.awaitAccepted(1, PATIENCE);
            first.close();

            sockets.connect("a", server.uri("/").toString(), event -> {}).awaitOpen(SOON);
            awaitNoConnection(silent);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ws", "wss"})
    void c9_the_close_of_the_provider_ends_its_attempts(String scheme) throws Exception {
        try (ScriptedServer server = ScriptedServer.start(Script.handsOff())) {
            CompletableFuture<Throwable> attempt = connecting(
                    patient(scheme, server), new RecordingListener());
            server.awaitAccepted(1, PATIENCE);
            provider.close();

            assertFailsSoon(attempt);
            awaitNoConnection(server);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ws", "wss"})
    void e6_a_proxy_that_accepts_and_stays_silent_is_left_at_the_limit(String scheme) throws Exception {
        Duration limit = Duration.ofSeconds(5);
        try (ScriptedServer silent = ScriptedServer.start(Script.handsOff())) {
            Destination destination =
                    Destination.of(scheme + "://no-such-host.invalid/").withConnectLimit(limit);
            Handshake handshake = to(destination).withProxy(HttpProxy.of("127.0.0.1", silent.port(), null));
            CompletableFuture<Throwable> attempt = connecting(handshake, new RecordingListener());
            silent.awaitAccepted(1, PATIENCE);

            Throwable thrown = attempt.get(limit.plus(SOON).toMillis(), TimeUnit.MILLISECONDS);
            assertThat(thrown).isInstanceOf(ConnectFailedException.class);
            awaitNoConnection(silent);
        }
    }

    /**
     * A name look-up cannot be ended; the limit passes meanwhile, and TLS has a limit of the container's own.
     */
    @Test
    void e6_a_connection_that_is_made_after_the_limit_is_ended_too() throws Exception {
        try (ScriptedServer silent = ScriptedServer.start(Script.handsOff())) {
            Unwanted listener = new Unwanted();
            listener.wanted = false;

            assertFailsSoon(connecting(patient("wss", silent), listener));
            awaitNoConnection(silent);
        }
    }
}
