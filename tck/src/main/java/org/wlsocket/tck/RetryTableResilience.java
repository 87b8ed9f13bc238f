// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wlsocket.Credentials;
import org.wlsocket.CredentialsProvider;
import org.wlsocket.Destination;
import org.wlsocket.Reconnect;
import org.wlsocket.SocketEvent;
import org.wlsocket.SocketOptions;

/** R4: each row of the table of what is retried, told by the first Closed. */
abstract class RetryTableResilience extends ResilienceTests {

    /** Long enough for the first start of a container on a slow machine. */
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(2);

    /** The next attempt does not disturb. */
    private static final SocketOptions OPTIONS = SocketOptions.defaults()
            .withReconnect(Reconnect.on().withFirstDelay(Duration.ofMinutes(1)))
            .withCloseLimit(Duration.ofSeconds(1));

    private static final Duration PING = Duration.ofMillis(200);

    RetryTableResilience(ResilienceTest suite) {
        super(suite);
    }

    /** An end that a server brings about. */
    record Row(String end, boolean retried, Script script) {

        static Row retried(String end, Script script) {
            return new Row(end, true, script);
        }

        static Row last(String end, Script script) {
            return new Row(end, false, script);
        }

        @Override
        public String toString() {
            return end;
        }
    }

    private void check(String end, boolean retried) {
        SocketEvent.Closed closed = events.await(SocketEvent.Closed.class);
        String expected = retried ? "retried" : "final";
        String found = closed.reconnectIn().isPresent() ? "retried" : "final";
        limits().check(Waivable.R4_RETRIED, end, expected, found);
    }

    private void assertRow(Row row, SocketOptions options) throws IOException {
        try (ScriptedServer server = ScriptedServer.start(row.script)) {
            sockets.connect(NAME, server.uri("/").toString(), options, events);
            check(row.end, row.retried);
        }
    }

    // ---- before the link is open ----

    @Test
    void r4_refused_is_retried() throws IOException {
        try (DeadPort dead = DeadPort.take()) {
            sockets.connect(NAME, dead.uri("/").toString(), OPTIONS, events);
            check("refused", true);
        }
    }

    @Test
    void r4_an_unknown_host_is_retried() {
        FailureContract.onlyWhereTheResolverAnswers();
        sockets.connect(NAME, "ws://no-such-host.invalid/", OPTIONS, events);
        check("unknown host", true);
    }

    @Test
    void r4_a_connect_timeout_is_retried() throws IOException {
        try (ScriptedServer server = ScriptedServer.start(Script.handsOff())) {
            Destination destination = Destination.of(server.uri("/")).withConnectLimit(CONNECT_LIMIT);
            sockets.connect(NAME, destination, OPTIONS, events);
            check("connect time-out", true);
        }
    }

    @ParameterizedTest
    @MethodSource
    void r4_an_answer_or_its_absence(Row row) throws IOException {
        assertRow(row, OPTIONS);
    }

    static Stream<Row> r4_an_answer_or_its_absence() {
        List<Row> rows = new ArrayList<>();
        IntStream.of(408, 425, 429, 500, 502, 503, 504)
                .forEach(status -> rows.add(Row.retried("HTTP " + status, Script.refuse(status))));
        IntStream.of(200, 302, 400, 401, 403, 404)
                .forEach(status -> rows.add(Row.last("HTTP " + status, Script.refuse(status))));
        rows.add(Row.last("invalid accept", connection ->
                connection.accept(answer -> answer.withHeader("Sec-WebSocket-Accept", "bm90IHlvdXJz"))));
        rows.add(Row.retried("FIN before the answer", ScriptedConnection::readRequest));
        rows.add(Row.retried("reset before the answer", connection -> {
            connection.readRequest();
            connection.rst();
        }));
        return rows.stream();
    }

    @Test
    void r5_after_401_with_a_provider_one_attempt_follows_at_once_with_fresh_credentials() throws Exception {
        List<Boolean> refused = Collections.synchronizedList(new ArrayList<>());
        CredentialsProvider provider = request -> {
            refused.add(request.isRefused());
            return Credentials.bearer("token-" + refused.size());
        };
        try (ScriptedServer server = ScriptedServer.start(Script.refuse(401))) {
            Destination destination = Destination.of(server.uri("/")).withCredentials(provider);
            sockets.connect(NAME, destination, OPTIONS, events);
            events.awaitClosed();
            assertThat(events.await(SocketEvent.Closed.class).reconnectIn()).contains(Duration.ZERO);
            assertThat(count(events, SocketEvent.Closed.class)).isEqualTo(2);
            assertThat(refused).containsExactly(false, true);
            assertThat(server.connections())
                    .extracting(each -> each.readRequest().header("Authorization").orElse("none"))
                    .containsExactly("Bearer token-1", "Bearer token-2");
        }
    }

    @Test
    void r5_credentials_that_cannot_be_had_are_retried() throws IOException {
        try (ScriptedServer server = ScriptedServer.start(Script.echo())) {
            Destination destination = Destination.of(server.uri("/")).withCredentials(request -> {
                throw new IOException("the source of tokens is down");
            });
            sockets.connect(NAME, destination, OPTIONS, events);
            check("credentials", true);
            assertThat(server.accepted()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource
    void r4_a_certificate_that_is_not_trusted_is_final(String what, TestCertificate certificate)
            throws IOException {
        try (ScriptedServer server = ScriptedServer.startTls(certificate.serverContext(), Script.echo())) {
            Destination destination = Destination.of(server.uri("localhost", "/"));
            boolean known = !what.startsWith("untrusted");
            sockets.connect(
                    NAME,
                    known ? destination.withSslContext(TestCertificates.clientContext()) : destination,
                    OPTIONS,
                    events);
            check(what, false);
        }
    }

    static Stream<Object[]> r4_a_certificate_that_is_not_trusted_is_final() {
        return Stream.of(
                new Object[] {"untrusted certificate", TestCertificates.localhost()},
                new Object[] {"expired certificate", TestCertificates.expired()},
                new Object[] {"certificate of another host", TestCertificates.wrongHost()});
    }

    // ---- once it is open ----

    @ParameterizedTest
    @MethodSource
    void r4_an_end_of_an_open_link(Row row) throws IOException {
        assertRow(row, OPTIONS.withMaxMessageSize(100).withPings(PING, PATIENCE));
    }

    static Stream<Row> r4_an_end_of_an_open_link() {
        List<Row> rows = new ArrayList<>();
        IntStream.of(1000, 1001, 1011, 1012, 1013, 1014, 3000, 4999)
                .forEach(code -> rows.add(Row.retried("close " + code, closing(code))));
        IntStream.of(1002, 1003, 1007, 1008, 1009, 1010)
                .forEach(code -> rows.add(Row.last("close " + code, closing(code))));
        rows.add(Row.retried("empty close", connection -> {
            connection.accept();
            connection.closeEmpty();
        }));
        rows.add(Row.retried("FIN", connection -> connection.accept()));
        rows.add(Row.retried("reset", RetryTableResilience::resetAfterGreeting));
        rows.add(Row.last("violation", connection -> {
            connection.accept();
            connection.send(Frame.text("").withOpcode(3));
            connection.awaitGone();
        }));
        rows.add(Row.last("message too large", connection -> {
            connection.accept();
            connection.text("x".repeat(200));
            connection.awaitGone();
        }));
        return rows.stream();
    }

    private static Script closing(int code) {
        return connection -> {
            connection.accept();
            connection.close(code, "");
            connection.finAndDrain();
        };
    }

    /** A reset must not overtake the answer to the upgrade. */
    private static void resetAfterGreeting(ScriptedConnection connection) throws IOException {
        connection.accept();
        connection.expect(Opcode.PING);
        connection.rst();
    }

    @Test
    void r4_r10_a_failed_preparation_is_retried() throws IOException {
        Row row = Row.retried("prepare", Script.echo());
        assertRow(row, OPTIONS.withReadiness(preparation -> {
            throw new IOException("no login today");
        }));
    }

    @Test
    void r4_r11_a_silent_peer_is_retried() throws IOException {
        Row row = Row.retried("silent peer", connection -> {
            connection.accept();
            connection.awaitGone();
        });
        assertRow(row, OPTIONS.withPings(Duration.ofMillis(300), Duration.ofMillis(300)));
    }
}
