// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wlsocket.Destination;
import org.wlsocket.Failure;
import org.wlsocket.NamedSocket;
import org.wlsocket.Reconnect;
import org.wlsocket.SocketEvent;
import org.wlsocket.SocketOptions;
import org.wlsocket.Tls;

/** E6 and R4 on TLS from files: read again for each attempt, and pinned public keys. */
@SuppressWarnings("NullAway.Init")
abstract class TlsFilesContract extends ContractTests {

    private static final String PASSWORD = TestCertificates.authority().keyStorePassword();
    private static final Duration SOON = Duration.ofMillis(100);
    private static final String OPENED_AND_CLOSED = "Opened Closed(1000)";
    private static final String UNTRUSTED = "Failed(CONNECT/CERTIFICATE_UNTRUSTED) Closed(1006)";

    @TempDir
    private Path directory;

    private Path trust;
    private Path keys;

    TlsFilesContract(ContractSuite contract) {
        super(contract);
    }

    @BeforeEach
    void name_files() {
        onlyOnAWire("there is no TLS in memory");
        trust = directory.resolve("trust.p12");
        keys = directory.resolve("keys.p12");
    }

    private static ScriptedServer server() throws IOException {
        return ScriptedServer.startTls(TestCertificates.localhost().serverContext(), Script.echo());
    }

    private static ScriptedServer serverThatKnowsItsClients() throws IOException {
        return ScriptedServer.builder()
                .tls(TestCertificates.localhost().serverContext())
                .requireClientCertificate()
                .start(Script.echo());
    }

    private Tls trusting(TestCertificate certificate) throws IOException {
        Files.write(trust, certificate.trustStoreBytes());
        return Tls.defaults().withTrustStore(trust, PASSWORD.toCharArray());
    }

    private static Destination to(ScriptedServer server, Tls tls) {
        return Destination.of(server.uri("localhost", "/")).withTls(tls);
    }

    private void assertEvents(NamedSocket socket, String expected) {
        if (expected.contains("Opened")) {
            socket.awaitOpen(PATIENCE);
            socket.close();
        }
        events.awaitExactly(expected);
    }

    private void assertEvents(ScriptedServer server, Tls tls, String expected) {
        assertEvents(sockets.connect(NAME, to(server, tls), events), expected);
    }

    @Test
    void e6_a_trust_store_says_who_is_trusted() throws IOException {
        try (ScriptedServer server = server()) {
            assertEvents(server, trusting(TestCertificates.authority()), OPENED_AND_CLOSED);
        }
    }

    @Test
    void e6_certificates_in_pem_say_who_is_trusted() throws IOException {
        Path pem = directory.resolve("ca.pem");
        Files.writeString(pem, TestCertificates.authority().certificatePem(), US_ASCII);
        try (ScriptedServer server = server()) {
            assertEvents(server, Tls.defaults().withTrustStore(pem), OPENED_AND_CLOSED);
        }
    }

    @Test
    void e6_who_is_not_in_the_trust_store_is_refused() throws IOException {
        try (ScriptedServer server = server()) {
            assertEvents(server, trusting(TestCertificates.client()), UNTRUSTED);
        }
    }

    @Test
    void e6_a_replaced_trust_store_counts_at_the_next_attempt() throws IOException {
        try (ScriptedServer server = server()) {
            Destination destination = to(server, trusting(TestCertificates.client()));
            NamedSocket socket = sockets.connect(NAME, destination, events);
            assertEvents(socket, UNTRUSTED);
            trusting(TestCertificates.authority());
            socket.open();
            assertEvents(socket, UNTRUSTED + " " + OPENED_AND_CLOSED);
        }
    }

    @Test
    void e6_a_key_store_shows_the_client_certificate() throws IOException {
        Files.write(keys, TestCertificates.client().keyStoreBytes());
        Tls tls = trusting(TestCertificates.authority()).withKeyStore(keys, PASSWORD.toCharArray());
        try (ScriptedServer server = serverThatKnowsItsClients()) {
            assertEvents(server, tls, OPENED_AND_CLOSED);
        }
    }

    @Test
    void e6_a_replaced_key_store_counts_at_the_next_attempt() throws IOException {
        Files.write(keys, TestCertificates.authority().trustStoreBytes());
        Tls tls = trusting(TestCertificates.authority()).withKeyStore(keys, PASSWORD.toCharArray());
        try (ScriptedServer server = serverThatKnowsItsClients()) {
            NamedSocket socket = sockets.connect(NAME, to(server, tls), events);
            assertEvents(socket, "Failed(CONNECT/TLS) Closed(1006)");
            Files.write(keys, TestCertificates.client().keyStoreBytes());
            socket.open();
            assertEvents(socket, "Failed(CONNECT/TLS) Closed(1006) " + OPENED_AND_CLOSED);
        }
    }

    @Test
    void e6_a_store_that_cannot_be_read_is_named_and_its_password_is_not() throws IOException {
        Tls tls = trusting(TestCertificates.authority()).withTrustStore(trust, "wrong-secret".toCharArray());
        try (ScriptedServer server = server()) {
            assertEvents(server, tls, "Failed(CONNECT/TLS) Closed(1006)");
            Failure cause = events.await(SocketEvent.Failed.class).cause();
            assertThat(cause.message())
                    .contains("expected", "found", ";", trust.toString())
                    .doesNotContain("wrong-secret", PASSWORD);
            assertThat(server.accepted()).isZero();
        }
    }

    @Test
    void r4_a_store_that_is_missing_for_a_while_is_waited_for() throws IOException {
        Tls tls = Tls.defaults().withTrustStore(trust, PASSWORD.toCharArray());
        Reconnect soon = Reconnect.on().withFirstDelay(SOON).withDelays(SOON, SOON);
        try (ScriptedServer server = server()) {
            NamedSocket socket = sockets.connect(
                    NAME, to(server, tls), SocketOptions.defaults().withReconnect(soon), events);
            events.awaitCount(2);
            trusting(TestCertificates.authority());
            socket.awaitOpen(PATIENCE);
            socket.close();
            events.await(event ->
                    event instanceof SocketEvent.Closed closed && closed.reconnectIn().isEmpty());
        }
    }

    @Test
    void e6_a_pinned_key_of_the_server_or_of_its_authority_is_taken() throws IOException {
        String own = Tls.pin(TestCertificates.localhost().certificate());
        String authority = Tls.pin(TestCertificates.authority().certificate());
        String spare = Tls.pin(TestCertificates.client().certificate());
        try (ScriptedServer server = server()) {
            Tls tls = trusting(TestCertificates.authority());
            assertEvents(server, tls.withPins(spare, own), OPENED_AND_CLOSED);
            events = recorder(event -> {});
            assertEvents(server, tls.withPins(authority), OPENED_AND_CLOSED);
        }
    }

    @Test
    void e6_a_trusted_certificate_with_another_key_is_refused() throws IOException {
        String other = Tls.pin(TestCertificates.client().certificate());
        try (ScriptedServer server = server()) {
            Tls tls = trusting(TestCertificates.authority()).withPins(other);
            assertEvents(server, tls, "Failed(CONNECT/PIN_MISMATCH) Closed(1006)");
            assertThat(events.await(SocketEvent.Failed.class).cause().message())
                    .contains(Tls.pin(TestCertificates.localhost().certificate()));
        }
    }

    @Test
    void e6_a_pin_does_not_stand_in_for_trust() throws IOException {
        String own = Tls.pin(TestCertificates.localhost().certificate());
        try (ScriptedServer server = server()) {
            assertEvents(server, Tls.defaults().withPins(own), UNTRUSTED);
        }
    }

    @Test
    void e6_a_pin_does_not_stand_in_for_the_host() throws IOException {
        String own = Tls.pin(TestCertificates.wrongHost().certificate());
        try (ScriptedServer server =
                ScriptedServer.startTls(TestCertificates.wrongHost().serverContext(), Script.echo())) {
            Tls tls = trusting(TestCertificates.authority()).withPins(own);
            assertEvents(server, tls, "Failed(CONNECT/WRONG_HOST) Closed(1006)");
        }
    }
}
