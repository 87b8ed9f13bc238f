// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wlsocket.Credentials;
import org.wlsocket.CredentialsProvider;
import org.wlsocket.Destination;
import org.wlsocket.Failure;
import org.wlsocket.NamedSocket;
import org.wlsocket.ProxySettings;
import org.wlsocket.Reconnect;
import org.wlsocket.SocketEvent;
import org.wlsocket.SocketOptions;
import org.wlsocket.Tls;

/** R4: each row of the table of what is retried, told by the first Closed. */
abstract class RetryTableResilience extends ResilienceTests {

    /** Long enough for the first start of a container on a slow machine. */
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(2);

    /** The next attempt does not disturb. */
    private static final SocketOptions OPTIONS = SocketOptions.defaults()
            .withReconnect(Reconnect.on().withFirstDelay(Duration.ofMinutes(1)))
            .withCloseLimit(Duration.ofSeconds(1));

    private static final Duration PING = Duration.ofMillis(200);

    private static final Duration SHORT = Duration.ofMillis(300);

    private static RowsMet rows = new RowsMet(RetryTableResilience.class);
    private static Limits limitsOfRows = Limits.none();

    private String test = "";

    RetryTableResilience(ResilienceTest suite) {
        super(suite);
    }

    /** An end that a server brings about. */
    record Row(RetryRow of, String end, Script script) {

        @Override
        public String toString() {
            return end;
        }
    }

    @BeforeAll
    static void no_row_was_met() {
        rows = new RowsMet(RetryTableResilience.class);
    }

    @BeforeEach
    void name_test(TestInfo info) {
        test = info.getTestMethod().orElseThrow().getName();
        limitsOfRows = limits();
    }

    /** The table may not grow without a server that brings about what is new. */
    @AfterAll
    static void every_row_was_met() {
        rows.check(limitsOfRows);
    }

    private void check(RetryRow row, String end) {
        SocketEvent.Closed closed = events.await(SocketEvent.Closed.class);
        rows.add(test, row, events.events());
        String found = closed.reconnectIn().isPresent() ? "retried" : "final";
        limits().check(Waivable.R4_RETRIED, end, row.retried() ? "retried" : "final", found);
    }

    /** Where a row has several ends, that it was this one. */
    private void assertCause(String expected) {
        Failure cause = events.await(SocketEvent.Failed.class).cause();
        assertThat(cause.phase() + "/" + cause.reason()).isEqualTo(expected);
    }

    private void assertRow(Row row, SocketOptions options) throws IOException {
        try (ScriptedServer server = ScriptedServer.start(row.script)) {
            sockets.connect(NAME, server.uri("/").toString(), options, events);
            check(row.of, row.end);
        }
    }

    // ---- before the link is open ----

    @Test
    void r4_refused_is_retried() throws IOException {
        try (DeadPort dead = DeadPort.take()) {
            sockets.connect(NAME, dead.uri("/").toString(), OPTIONS, events);
            check(RetryRow.REFUSED, "refused");
        }
    }

    @Test
    void r4_an_unknown_host_is_retried() {
        FailureContract.onlyWhereTheResolverAnswers();
        sockets.connect(NAME, "ws://no-such-host.invalid/", OPTIONS, events);
        check(RetryRow.UNKNOWN_HOST, "unknown host");
    }

    @Test
    void r4_a_connect_timeout_is_retried() throws IOException {
        try (ScriptedServer server = ScriptedServer.start(Script.handsOff())) {
            Destination destination = Destination.of(server.uri("/")).withConnectLimit(CONNECT_LIMIT);
            sockets.connect(NAME, destination, OPTIONS, events);
            check(RetryRow.TIME_OUT, "connect time-out");
        }
    }

    @ParameterizedTest
    @MethodSource
    void r4_an_answer_or_its_absence(Row row) throws IOException {
        assertRow(row, OPTIONS);
    }

    static Stream<Row> r4_an_answer_or_its_absence() {
        List<Row> rows = new ArrayList<>();
        addAnswers(rows, RetryRow.HTTP_PASSING, 408, 425, 429, 500, 502, 503, 504);
        addAnswers(rows, RetryRow.HTTP_OTHER, 200);
        addAnswers(rows, RetryRow.HTTP_REDIRECT, 302);
        addAnswers(rows, RetryRow.HTTP_REFUSAL, 400, 401, 403, 404);
        rows.add(new Row(RetryRow.INVALID_HANDSHAKE, "invalid accept", connection ->
                connection.accept(answer -> answer.withHeader("Sec-WebSocket-Accept", "bm90IHlvdXJz"))));
        rows.add(new Row(RetryRow.CONNECTION_LOST, "FIN before the answer", ScriptedConnection::readRequest));
        rows.add(new Row(RetryRow.CONNECTION_LOST, "reset before the answer", connection -> {
            connection.readRequest();
            connection.rst();
        }));
        return rows.stream();
    }

    private static void addAnswers(List<Row> rows, RetryRow row, int... statuses) {
        IntStream.of(statuses)
                .forEach(status -> rows.add(new Row(row, "HTTP " + status, Script.refuse(status))));
    }

    private static void addCloses(List<Row> rows, RetryRow row, int... codes) {
        IntStream.of(codes).forEach(code -> rows.add(new Row(row, "close " + code, closing(code))));
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
            check(RetryRow.HTTP_UNAUTHORIZED, "HTTP 401 with credentials");
        }
    }

    @Test
    void r5_credentials_that_cannot_be_had_are_retried() throws IOException {
        try (ScriptedServer server = ScriptedServer.start(Script.echo())) {
            Destination destination = Destination.of(server.uri("/")).withCredentials(request -> {
                throw new IOException("the source of tokens is down");
            });
            sockets.connect(NAME, destination, OPTIONS, events);
            check(RetryRow.CREDENTIALS, "credentials");
            assertThat(server.accepted()).isZero();
        }
    }

    @Test
    void r4_credentials_that_do_not_come_in_time_are_retried() throws IOException {
        CountDownLatch released = new CountDownLatch(1);
        Destination destination = Destination.of("ws://127.0.0.1/")
                .withConnectLimit(SHORT)
                .withCredentials(request -> {
                    released.await();
                    return Credentials.none();
                });
        try {
            sockets.connect(NAME, destination, OPTIONS, events);
            check(RetryRow.TIME_OUT, "credentials time-out");
            assertCause("CREDENTIALS/TIMED_OUT");
        } finally {
            released.countDown();
        }
    }

    @Test
    void r4_a_close_by_the_application_is_final() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(Script.handsOff())) {
            NamedSocket socket = sockets.connect(NAME, server.uri("/").toString(), OPTIONS, events);
            server.awaitConnection(0, PATIENCE);
            socket.close();
            check(RetryRow.ASKED, "closed by the application");
        }
    }

    // ---- through a proxy ----

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504})
    void r4_a_proxy_whose_answer_may_pass_is_retried(int status) throws IOException {
        assertProxyRow(RetryRow.PROXY_PASSING, status);
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 403, 404, 407})
    void r4_a_proxy_that_refuses_is_final(int status) throws IOException {
        assertProxyRow(RetryRow.PROXY_REFUSAL, status);
    }

    private void assertProxyRow(RetryRow row, int status) throws IOException {
        String challenge = "Proxy-Authenticate: Basic realm=\"test\"\r\n";
        try (ScriptedProxy proxy =
                status == 407 ? ScriptedProxy.refusing(status, challenge) : ScriptedProxy.refusing(status)) {
            sockets.connect(NAME, through(proxy.port()), OPTIONS, events);
            check(row, "proxy " + status);
        }
    }

    @Test
    void r4_a_proxy_that_is_down_is_retried() throws IOException {
        try (DeadPort dead = DeadPort.take()) {
            sockets.connect(NAME, through(dead.port()), OPTIONS, events);
            check(RetryRow.PROXY_PASSING, "no proxy");
        }
    }

    private static Destination through(int port) {
        return Destination.of("ws://server.invalid/").withProxy(ProxySettings.of("127.0.0.1", port));
    }

    // ---- over TLS ----

    @Test
    void r4_a_server_without_tls_is_retried() throws IOException {
        Script plain = connection -> {
            connection.rawBytes("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
            connection.awaitGone();
        };
        try (ScriptedServer server = ScriptedServer.start(plain)) {
            String uri = "wss:" + server.uri("/").getSchemeSpecificPart();
            sockets.connect(NAME, uri, OPTIONS, events);
            check(RetryRow.TLS, "no TLS");
        }
    }

    @Test
    void r4_a_key_that_is_not_pinned_is_final(@TempDir Path directory) throws IOException {
        TestCertificate authority = TestCertificates.authority();
        Path trust = Files.write(directory.resolve("trust.p12"), authority.trustStoreBytes());
        Tls pinned = Tls.defaults()
                .withTrustStore(trust, authority.keyStorePassword().toCharArray())
                .withPins(Tls.pin(TestCertificates.client().certificate()));
        try (ScriptedServer server =
                ScriptedServer.startTls(TestCertificates.localhost().serverContext(), Script.echo())) {
            Destination destination = Destination.of(server.uri("localhost", "/")).withTls(pinned);
            sockets.connect(NAME, destination, OPTIONS, events);
            check(RetryRow.CERTIFICATE, "key that is not pinned");
            assertCause("CONNECT/PIN_MISMATCH");
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
            check(RetryRow.CERTIFICATE, what);
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
        addCloses(rows, RetryRow.CLOSED_PASSING, 1000, 1001, 1011, 1012, 1013, 1014, 3000, 4999);
        addCloses(rows, RetryRow.CLOSED_FOR_GOOD, 1002, 1003, 1007, 1008, 1009, 1010);
        addCloses(rows, RetryRow.CLOSED_OTHERWISE, 1016, 2000);
        rows.add(new Row(RetryRow.CLOSED_PASSING, "empty close", connection -> {
            connection.accept();
            connection.closeEmpty();
        }));
        rows.add(new Row(RetryRow.LOST, "FIN", connection -> connection.accept()));
        rows.add(new Row(RetryRow.LOST, "reset", RetryTableResilience::resetAfterGreeting));
        rows.add(new Row(RetryRow.VIOLATION, "violation", connection -> {
            connection.accept();
            connection.send(Frame.text("").withOpcode(3));
            connection.awaitGone();
        }));
        rows.add(new Row(RetryRow.TOO_LARGE, "message too large", connection -> {
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
        Row row = new Row(RetryRow.NOT_READY, "prepare", Script.echo());
        assertRow(row, OPTIONS.withReadiness(preparation -> {
            throw new IOException("no login today");
        }));
    }

    @Test
    void r4_r11_a_silent_peer_is_retried() throws IOException {
        Row row = new Row(RetryRow.PEER_SILENT, "silent peer", connection -> {
            connection.accept();
            connection.awaitGone();
        });
        assertRow(row, OPTIONS.withPings(Duration.ofMillis(300), Duration.ofMillis(300)));
    }

    @Test
    void r4_a_preparation_that_does_not_end_in_time_is_retried() throws IOException {
        Row row = new Row(RetryRow.TIME_OUT, "prepare time-out", Script.echo());
        assertRow(row, OPTIONS.withPrepareLimit(SHORT).withReadiness(link -> new CompletableFuture<>()));
        assertCause("PREPARE/TIMED_OUT");
    }

    @Test
    void r4_a_write_that_does_not_end_in_time_is_retried() throws IOException {
        Script deaf = connection -> {
            connection.accept();
            connection.awaitGone();
        };
        try (ScriptedServer server = ScriptedServer.builder().receiveBuffer(4096).start(deaf)) {
            NamedSocket socket = sockets.connect(
                    NAME, server.uri("/").toString(), OPTIONS.withWriteLimit(SHORT), events);
            socket.awaitOpen(PATIENCE);
            ContractTests.fill(socket);
            check(RetryRow.TIME_OUT, "write time-out");
            assertCause("WRITE/TIMED_OUT");
        }
    }
}
