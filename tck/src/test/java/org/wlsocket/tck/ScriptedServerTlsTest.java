// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.net.SocketException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(90)
class ScriptedServerTlsTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    @Test
    void a_client_that_trusts_the_authority_is_served_on_every_name_of_this_host() throws Exception {
        try (ScriptedServer server = startTls(Script.echo())) {
            for (String host : new String[] {"127.0.0.1", "localhost"}) {
                JdkPeer peer = connect(server, host, TestCertificates.clientContext());
                peer.socket().sendText("x".repeat(100_000), true).join();
                assertThat(peer.nextText()).hasSize(100_000);
                peer.socket().sendClose(4001, "bye").join();
                assertThat(peer.end()).isEqualTo("4001 bye");
            }
            server.awaitLive(0, SOON);
        }
    }

    @Test
    void certificates_that_are_wrong_are_refused_and_that_is_no_failure_of_the_script() throws Exception {
        refuses(TestCertificates.expired(), TestCertificates.clientContext(), "NotAfter");
        refuses(TestCertificates.wrongHost(), TestCertificates.clientContext(), "No subject alternative");
        refuses(TestCertificates.localhost(), SSLContext.getDefault(), "unable to find valid");
    }

    private static void refuses(TestCertificate certificate, SSLContext client, String reason)
            throws Exception {
        try (ScriptedServer server = ScriptedServer.startTls(certificate.serverContext(), Script.echo())) {
            Throwable refusal = catchThrowable(() -> connect(server, "localhost", client));
            assertThat(refusal).isInstanceOf(CompletionException.class).rootCause()
                    .message().contains(reason);
            server.awaitLive(0, SOON);
            assertThat(server.handshaken()).isZero();
        }
    }

    @Test
    void a_client_certificate_can_be_required() throws Exception {
        try (ScriptedServer server = ScriptedServer.builder()
                .tls(TestCertificates.localhost().serverContext())
                .requireClientCertificate()
                .start(Script.echo())) {
            assertThatThrownBy(() -> connect(server, "localhost", TestCertificates.clientContext()))
                    .isInstanceOf(CompletionException.class);
            connect(server, "localhost", TestCertificates.clientContext(TestCertificates.client()));
            assertThat(server.handshaken()).isEqualTo(1);
        }
    }

    @Test
    void a_reset_is_a_reset_below_tls() throws Exception {
        try (ScriptedServer server = startTls(c -> {
            c.accept();
            c.expectText();
            c.rst();
        });
                SSLSocket peer = open(server)) {
            peer.getOutputStream().write(Frame.text("now").masked(new byte[4]).encode());
            assertThatIOException().isThrownBy(() -> peer.getInputStream().readAllBytes())
                    .isInstanceOf(SocketException.class);
        }
    }

    @Test
    void a_fin_ends_tls_and_tcp_and_what_comes_later_is_read() throws Exception {
        CompletableFuture<String> late = new CompletableFuture<>();
        try (ScriptedServer server = startTls(c -> {
            c.accept();
            c.fin();
            late.complete(c.expectText());
        });
                SSLSocket peer = open(server)) {
            assertThat(peer.getInputStream().read()).isEqualTo(-1);
            peer.getOutputStream().write(Frame.text("late").masked(new byte[4]).encode());
            assertThat(late.get(10, TimeUnit.SECONDS)).isEqualTo("late");
        }
    }

    @Test
    void a_peer_that_vanishes_without_the_farewell_of_tls_has_ended() throws Exception {
        try (ScriptedServer server = startTls(Script.handsOff());
                RawPeer peer = RawPeer.connect(server.uri("/"))) {
            ScriptedConnection connection = server.awaitConnection(0, SOON);
            peer.write(new byte[] {22, 3, 1});
            peer.socket().close();
            assertThatThrownBy(connection::readRequest).isInstanceOf(PeerEnded.class);
            assertThat(connection.end()).contains(PeerEnd.FIN);
            assertThat(server.live()).isZero();
        }
    }

    private static ScriptedServer startTls(Script script) throws IOException {
        return ScriptedServer.startTls(TestCertificates.localhost().serverContext(), script);
    }

    private static SSLSocket open(ScriptedServer server) throws IOException {
        SSLSocket socket = (SSLSocket) TestCertificates.clientContext().getSocketFactory()
                .createSocket("127.0.0.1", server.port());
        socket.getOutputStream().write(RawPeer.request("/"));
        RawPeer.readHead(socket.getInputStream());
        return socket;
    }

    private static JdkPeer connect(ScriptedServer server, String host, SSLContext tls) {
        return JdkPeer.connect(HttpClient.newBuilder().sslContext(tls).build(), server.uri(host, "/"));
    }
}
