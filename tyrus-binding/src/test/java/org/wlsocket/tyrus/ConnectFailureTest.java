// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wlsocket.Destination;
import org.wlsocket.Failure;
import org.wlsocket.Failure.Reason;
import org.wlsocket.tck.DeadPort;
import org.wlsocket.tck.HandshakeAnswer;
import org.wlsocket.tck.Script;
import org.wlsocket.tck.ScriptedServer;
import org.wlsocket.tck.SilentAcceptor;

class ConnectFailureTest extends ProviderTests {

    private static final Duration LIMIT = Duration.ofSeconds(2);

    /** Below the 30 s that each phase may take in Tyrus. */
    private static final Duration SOON_AFTER_THE_LIMIT = Duration.ofSeconds(20);

    private Failure failureAt(ScriptedServer server) throws Exception {
        Failure failure = failureOf(to(server.uri("/")));
        awaitNoConnection(server);
        return failure;
    }

    private Failure timedFailureOf(URI uri) {
        long start = System.nanoTime();
        Failure failure = failureOf(to(Destination.of(uri).withConnectLimit(LIMIT)));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(LIMIT, SOON_AFTER_THE_LIMIT);
        return failure;
    }

    @Test
    void e6_nobody_listens() throws Exception {
        try (DeadPort dead = DeadPort.take()) {
            assertThat(failureOf(to(dead.uri("/"))).reason()).isEqualTo(Reason.REFUSED);
        }
    }

    @Test
    void e6_the_host_is_unknown() {
        Failure failure = failureOf(to(URI.create("ws://no-such-host.invalid/")));

        assertThat(failure.reason()).isEqualTo(Reason.UNKNOWN_HOST);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 302, 400, 401, 403, 404, 429, 500, 503})
    void e6_another_status_than_101_is_told_with_its_headers(int status) throws Exception {
        Script script = connection -> {
            connection.readRequest();
            connection.answer(HandshakeAnswer.refusing(status, "No")
                    .withHeaders(Map.of(
                            "Retry-After", "7",
                            "Location", "ws://127.0.0.1:1/",
                            "WWW-Authenticate", "Basic realm=\"x\"")));
        };
        try (ScriptedServer server = ScriptedServer.start(script)) {
            Failure failure = failureAt(server);

            assertThat(failure.reason()).isEqualTo(Reason.HTTP_STATUS);
            assertThat(failure.httpStatus()).hasValue(status);
            assertThat(failure.httpHeaders()).containsEntry("retry-after", List.of("7"));
        }
    }

    @Test
    void e6_a_401_without_a_challenge_is_a_401() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(Script.refuse(401))) {
            assertThat(failureAt(server).httpStatus()).hasValue(401);
        }
    }

    @Test
    void e6_a_101_with_the_wrong_key_is_an_invalid_handshake() throws Exception {
        Script script = connection -> connection.accept(
                answer -> answer.withHeader("Sec-WebSocket-Accept", "bm8="));
        try (ScriptedServer server = ScriptedServer.start(script)) {
            Failure failure = failureAt(server);

            assertThat(failure.reason()).isEqualTo(Reason.INVALID_HANDSHAKE);
            assertThat(failure.httpStatus()).hasValue(101);
        }
    }

    @Test
    void e6_an_end_before_the_answer_is_noticed_at_once() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(connection -> connection.readRequest())) {
            // Who waits for the limit instead reports that.
            Destination patient = Destination.of(server.uri("/")).withConnectLimit(Duration.ofMinutes(5));

            assertThat(failureOf(to(patient)).reason()).isEqualTo(Reason.CONNECTION_LOST);
            awaitNoConnection(server);
        }
    }

    @Test
    void e6_a_reset_before_the_answer_is_noticed_at_once() throws Exception {
        Script script = connection -> {
            connection.readRequest();
            connection.rst();
        };
        try (ScriptedServer server = ScriptedServer.start(script)) {
            assertThat(failureOf(to(server.uri("/"))).reason()).isEqualTo(Reason.CONNECTION_LOST);
        }
    }

    @Test
    void e6_a_server_that_accepts_and_stays_silent_is_left_at_the_limit() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(Script.handsOff())) {
            assertThat(timedFailureOf(server.uri("/")).reason()).isEqualTo(Reason.TIMED_OUT);
            awaitNoConnection(server);
        }
    }

    @Test
    void e6_a_server_that_stays_silent_where_tls_is_expected_is_left_at_the_limit() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(Script.handsOff())) {
            URI uri = URI.create("wss" + server.uri("/").toString().substring("ws".length()));

            assertThat(timedFailureOf(uri).reason()).isEqualTo(Reason.TIMED_OUT);
            awaitNoConnection(server);
        }
    }

    @Test
    void e6_a_connect_that_is_never_answered_ends_at_the_limit() throws Exception {
        try (SilentAcceptor acceptor = SilentAcceptor.start()) {
            assertThat(timedFailureOf(acceptor.uri("/")).reason()).isEqualTo(Reason.TIMED_OUT);
        }
    }

    @Test
    void r7_an_attempt_that_failed_is_followed_by_one_that_works() throws Exception {
        Script script = Script.inTurn(Script.refuse(503), Script.echo());
        try (ScriptedServer server = ScriptedServer.start(script)) {
            assertThat(failureAt(server).httpStatus()).hasValue(503);

            open(server.uri("/")).wire().abort(org.wlsocket.CloseStatus.NORMAL);
            awaitNoConnection(server);
        }
    }
}
