// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import java.io.IOException;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wlsocket.Destination;
import org.wlsocket.NamedSocket;

/** E6 on TLS: only who proves to be the host of the URI is trusted. */
abstract class TlsContract extends ContractTests {

    private static final String UNTRUSTED = "Failed(CONNECT/CERTIFICATE_UNTRUSTED)";
    private static final String EXPIRED = "Failed(CONNECT/CERTIFICATE_EXPIRED)";
    private static final String WRONG_HOST = "Failed(CONNECT/WRONG_HOST)";

    TlsContract(ContractSuite contract) {
        super(contract);
    }

    @BeforeEach
    void skip_what_has_no_wire() {
        onlyOnAWire("there is no TLS in memory");
    }

    @Test
    void e6_a_server_with_a_trusted_certificate_for_its_host_is_reached() throws IOException {
        assertTls("trusted", TestCertificates.localhost(), TlsContract::trusting, "Opened");
    }

    @Test
    void e6_a_certificate_that_nobody_vouches_for_is_refused() throws IOException {
        assertTls("untrusted", TestCertificates.localhost(), destination -> destination, UNTRUSTED);
    }

    @Test
    void e6_an_expired_certificate_is_refused() throws IOException {
        assertTls("expired", TestCertificates.expired(), TlsContract::trusting, EXPIRED);
    }

    @Test
    void e6_a_certificate_for_another_host_is_refused() throws IOException {
        assertTls("other host", TestCertificates.wrongHost(), TlsContract::trusting, WRONG_HOST);
    }

    @Test
    void e6_a_certificate_for_another_host_is_taken_when_the_application_says_so() throws IOException {
        Change unchecked = destination -> trusting(destination).withHostCheck(false);
        assertTls("other host, no check", TestCertificates.wrongHost(), unchecked, "Opened");
    }

    @Test
    void e6_without_host_check_a_certificate_must_still_be_trusted() throws IOException {
        Change unchecked = destination -> destination.withHostCheck(false);
        assertTls("untrusted, no check", TestCertificates.wrongHost(), unchecked, UNTRUSTED);
    }

    @Test
    void e6_a_client_certificate_is_shown() throws IOException {
        SSLContext identity = TestCertificates.clientContext(TestCertificates.client());
        try (ScriptedServer server = ScriptedServer.builder()
                .tls(TestCertificates.localhost().serverContext())
                .requireClientCertificate()
                .start(Script.echo())) {
            Change identified = destination -> destination.withSslContext(identity);
            assertFirst("client certificate", server, identified, "Opened");
        }
    }

    @Test
    void e6_without_a_context_the_default_of_the_jvm_is_used() throws Exception {
        SSLContext before = SSLContext.getDefault();
        SSLContext.setDefault(TestCertificates.clientContext());
        try {
            Change none = destination -> destination;
            assertTls("default of the JVM", TestCertificates.localhost(), none, "Opened");
        } finally {
            SSLContext.setDefault(before);
        }
    }

    private interface Change {
        Destination of(Destination destination);
    }

    private static Destination trusting(Destination destination) {
        return destination.withSslContext(TestCertificates.clientContext());
    }

    private void assertTls(String what, TestCertificate certificate, Change change, String expected)
            throws IOException {
        try (ScriptedServer server = ScriptedServer.startTls(certificate.serverContext(), Script.echo())) {
            assertFirst(what, server, change, expected);
        }
    }

    private void assertFirst(String what, ScriptedServer server, Change change, String expected) {
        Destination destination = change.of(Destination.of(server.uri("localhost", "/")));
        NamedSocket socket = sockets.connect(NAME, destination, events);
        events.awaitCount(1);
        String found = EventText.of(events.events().get(0));
        limits.check(Waivable.E6_TLS, what, expected, found);
        socket.close();
        events.awaitClosed();
    }
}
