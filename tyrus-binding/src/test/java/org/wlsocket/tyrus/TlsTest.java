// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.wlsocket.CloseStatus;
import org.wlsocket.Destination;
import org.wlsocket.Failure;
import org.wlsocket.Failure.Reason;
import org.wlsocket.spi.Handshake;
import org.wlsocket.tck.Frame;
import org.wlsocket.tck.Script;
import org.wlsocket.tck.ScriptedServer;
import org.wlsocket.tck.TestCertificate;
import org.wlsocket.tck.TestCertificates;

class TlsTest extends ProviderTests {

    private static ScriptedServer server(TestCertificate certificate) throws Exception {
        return ScriptedServer.startTls(certificate.serverContext(), Script.echo());
    }

    private static Destination trusting(URI uri) {
        return Destination.of(uri).withSslContext(TestCertificates.clientContext());
    }

    private void assertEcho(Handshake handshake) throws Exception {
        RecordingListener listener = open(handshake);
        listener.wire().write("over TLS", failure -> {});
        assertThat(listener.next()).isEqualTo("text over TLS");
        listener.wire().close(CloseStatus.of(4000, "bye"));
        assertThat(listener.next()).isEqualTo("closed 4000 \"bye\"");
    }

    private void assertRefused(Handshake handshake, Reason reason) {
        Failure failure = failureOf(handshake);
        assertThat(failure.reason()).as(failure.toString()).isEqualTo(reason);
        assertThat(failure.message()).contains("expected", "found", ";", handshake.uri().getHost());
    }

    @Test
    void a_context_of_ones_own_is_used() throws Exception {
        try (ScriptedServer server = server(TestCertificates.localhost())) {
            assertEcho(to(trusting(server.uri("/"))));
            assertEcho(to(trusting(server.uri("localhost", "/"))));
        }
    }

    @Test
    void e6_the_default_context_does_not_trust_anybody() throws Exception {
        try (ScriptedServer server = server(TestCertificates.localhost())) {
            assertRefused(to(server.uri("/")), Reason.CERTIFICATE_UNTRUSTED);
        }
    }

    @Test
    void e6_a_certificate_for_another_host_is_refused_also_with_a_context_of_ones_own() throws Exception {
        try (ScriptedServer server = server(TestCertificates.wrongHost())) {
            assertRefused(to(trusting(server.uri("/"))), Reason.WRONG_HOST);
            assertRefused(to(trusting(server.uri("localhost", "/"))), Reason.WRONG_HOST);
        }
    }

    @Test
    void the_host_check_can_be_left_out_and_nothing_else_with_it() throws Exception {
        try (ScriptedServer wrongHost = server(TestCertificates.wrongHost());
                ScriptedServer expired = server(TestCertificates.expired())) {
            assertEcho(to(trusting(wrongHost.uri("/")).withHostCheck(false)));
            assertRefused(to(trusting(expired.uri("/")).withHostCheck(false)), Reason.CERTIFICATE_EXPIRED);
        }
    }

    @Test
    void a_client_certificate_is_shown() throws Exception {
        try (ScriptedServer server = ScriptedServer.builder()
                .tls(TestCertificates.localhost().serverContext())
                .requireClientCertificate()
                .start(Script.echo())) {
            assertEcho(to(Destination.of(server.uri("/"))
                    .withSslContext(TestCertificates.clientContext(TestCertificates.client()))));
        }
    }

    /** With TLS 1.3 the refusal comes when the client has been through with the handshake. */
    @Test
    void e6_a_client_that_shows_no_certificate_where_one_is_required_is_told_that_it_is_tls()
            throws Exception {
        try (ScriptedServer server = ScriptedServer.builder()
                .tls(TestCertificates.localhost().serverContext())
                .requireClientCertificate()
                .start(Script.echo())) {
            assertThat(failureOf(to(trusting(server.uri("/")))).reason()).isEqualTo(Reason.TLS);
        }
    }

    @Test
    void an_ipv6_address_can_be_the_host() throws Exception {
        assumeTrue(ScriptedServer.hasIpv6(), "no IPv6 here");
        try (ScriptedServer server = ScriptedServer.builder()
                .ipv6()
                .tls(TestCertificates.localhost().serverContext())
                .start(Script.echo())) {
            assertEcho(to(trusting(server.uri("/"))));
        }
    }

    @Test
    void e6_a_plain_server_is_no_tls_server() throws Exception {
        Script script = connection -> {
            connection.rawBytes("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes());
            connection.awaitGone();
        };
        try (ScriptedServer server = ScriptedServer.start(script)) {
            URI uri = URI.create("wss" + server.uri("/").toString().substring("ws".length()));

            assertRefused(to(uri), Reason.TLS);
        }
    }

    /** Grizzly's TLS filter threw away what came in one read with the closing alert. */
    @RepeatedTest(20)
    void e8_what_came_right_before_the_end_of_tls_is_delivered() throws Exception {
        Script script = connection -> {
            connection.acceptTogetherWith(Frame.text("one"));
            connection.text("two");
            connection.fin();
        };
        try (ScriptedServer server =
                ScriptedServer.startTls(TestCertificates.localhost().serverContext(), script)) {
            RecordingListener listener = open(to(trusting(server.uri("/"))));

            assertThat(listener.toTheEnd()).containsExactly("text one", "text two", "closed 1006");
        }
    }

    @RepeatedTest(20)
    void e5_a_close_frame_right_before_the_end_of_tls_counts() throws Exception {
        Script script = connection -> {
            connection.accept();
            connection.send(Frame.text("one"), Frame.close(4001, "bye"));
            connection.fin();
        };
        try (ScriptedServer server =
                ScriptedServer.startTls(TestCertificates.localhost().serverContext(), script)) {
            RecordingListener listener = open(to(trusting(server.uri("/"))));

            assertThat(listener.toTheEnd()).containsExactly("text one", "closed 4001 \"bye\"");
        }
    }
}
