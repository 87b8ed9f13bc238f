// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.websocket.ContainerProvider;
import jakarta.websocket.WebSocketContainer;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wlsocket.CloseStatus;
import org.wlsocket.Destination;
import org.wlsocket.Failure;
import org.wlsocket.Failure.Reason;
import org.wlsocket.Reconnect;
import org.wlsocket.SocketOptions;
import org.wlsocket.Sockets;
import org.wlsocket.spi.ConnectFailedException;
import org.wlsocket.spi.SocketProvider;
import org.wlsocket.tck.EventRecorder;
import org.wlsocket.tck.Script;
import org.wlsocket.tck.ScriptedServer;
import org.wlsocket.tck.TestCertificate;
import org.wlsocket.tck.TestCertificates;
import org.wlsocket.tyrus.jakarta.client.JakartaWebSocketClientContainer;

/** No container trusts another than the destination says, also one that must not be changed or is unknown. */
class ForeignTlsTest {

    /** Looks at the configuration. */
    private static final Supplier<WebSocketContainer> TAKING = () -> new StubContainer(null);

    /** Does not, and trusts the authority of the tests. */
    private static final Supplier<WebSocketContainer> IGNORING =
            () -> new StubContainer(TestCertificates.clientContext());

    @TempDir
    Path folder;

    private interface Check {
        void run(SocketProvider provider) throws Exception;
    }

    private void on(Supplier<WebSocketContainer> container, Check test) throws Exception {
        StubLog.clear();
        ServersContainer.next = container;
        try (ApplicationLoader application =
                        new ApplicationLoader(folder, ServersContainer.class.getName());
                SocketProvider provider = application.provider()) {
            test.run(provider);
        }
    }

    private static ScriptedServer server(TestCertificate certificate) throws IOException {
        return ScriptedServer.startTls(certificate.serverContext(), Script.echo());
    }

    private static Destination to(ScriptedServer server) {
        return Destination.of(server.uri("/"));
    }

    private static Destination trusting(ScriptedServer server) {
        return to(server).withSslContext(TestCertificates.clientContext());
    }

    private static void assertOpens(SocketProvider provider, Destination destination) throws Exception {
        RecordingListener listener = new RecordingListener();
        provider.connect(ProviderTests.to(destination), listener);
        assertThat(listener.next()).isEqualTo("opened");
        listener.wire().write("over TLS", failure -> {});
        assertThat(listener.next()).isEqualTo("text over TLS");
        listener.wire().abort(CloseStatus.NORMAL);
    }

    /** {@return why it fails; nothing may have been reported} */
    private static Failure failureOf(SocketProvider provider, Destination destination) {
        RecordingListener listener = new RecordingListener();
        ConnectFailedException thrown = catchThrowableOfType(
                ConnectFailedException.class,
                () -> provider.connect(ProviderTests.to(destination), listener));
        assertThat(thrown).as("expected the attempt to fail").isNotNull();
        assertThat(listener.rest()).isEmpty();
        return thrown.failure();
    }

    private static void assertUnsupported(SocketProvider provider, Destination destination) {
        Failure failure = failureOf(provider, destination);
        assertThat(failure.reason()).as(failure.toString()).isEqualTo(Reason.UNSUPPORTED);
        assertThat(failure.message()).contains(
                "expected a container whose TLS can be set",
                "found one of the server",
                "; put Tyrus or Jetty");
    }

    @Test
    void e6_one_that_takes_the_context_is_used() throws Exception {
        try (ScriptedServer right = server(TestCertificates.localhost());
                ScriptedServer wrong = server(TestCertificates.wrongHost())) {
            on(TAKING, provider -> {
                assertOpens(provider, trusting(right));
                assertOpens(provider, trusting(wrong).withHostCheck(false));
                assertThat(failureOf(provider, trusting(wrong)).reason()).isEqualTo(Reason.WRONG_HOST);
                assertThat(failureOf(provider, to(right)).reason()).isEqualTo(Reason.CERTIFICATE_UNTRUSTED);
            });
        }
    }

    @Test
    void e6_one_that_ignores_the_context_is_found_out_before_the_application_sees_the_link()
            throws Exception {
        try (ScriptedServer server = server(TestCertificates.localhost())) {
            on(IGNORING, provider -> {
                assertUnsupported(provider, trusting(server));
                assertUnsupported(provider, to(server).withHostCheck(false));
                server.awaitLive(0, ProviderTests.PATIENCE);
                assertThat(server.handshaken()).isEqualTo(2);
            });
        }
    }

    @Test
    void e6_what_the_trust_of_one_that_ignores_the_context_says_is_not_passed_off_as_the_destinations()
            throws Exception {
        Supplier<WebSocketContainer> jvms = () -> {
            try {
                return new StubContainer(SSLContext.getDefault());
            } catch (java.security.NoSuchAlgorithmException e) {
                throw new AssertionError(e);
            }
        };
        try (ScriptedServer server = server(TestCertificates.localhost())) {
            on(jvms, provider -> assertUnsupported(provider, trusting(server)));
        }
    }

    @Test
    void one_that_ignores_the_context_is_used_where_nothing_is_asked_for() throws Exception {
        try (ScriptedServer server = server(TestCertificates.localhost());
                ScriptedServer plain = ScriptedServer.start(Script.echo())) {
            on(IGNORING, provider -> {
                assertOpens(provider, to(server));
                assertOpens(provider, to(plain).withHostCheck(false));
            });
        }
    }

    @Test
    void r4_there_is_one_attempt_whatever_is_set() throws Exception {
        try (ScriptedServer server = server(TestCertificates.localhost())) {
            on(IGNORING, provider -> {
                try (Sockets sockets = Sockets.builder().provider(provider).build()) {
                    EventRecorder events = new EventRecorder();
                    SocketOptions staying = SocketOptions.defaults().withReconnect(Reconnect.on());
                    var unused = sockets.connect("client", trusting(server), staying, events);
                    events.awaitExactly("Failed(CONNECT/UNSUPPORTED) Closed(1006)");
                }
            });
        }
    }

    @Test
    void e6_a_jetty_of_the_server_is_refused_before_it_connects() throws Exception {
        try (ScriptedServer server = server(TestCertificates.localhost())) {
            on(JakartaWebSocketClientContainer::new, provider -> {
                assertUnsupported(provider, trusting(server));
                assertUnsupported(provider, to(server).withHostCheck(false));
                assertThat(StubLog.CALLS).isEmpty();

                assertOpens(provider, to(server));
            });
        }
    }

    /** On the JDK transport it does not look at the configuration. */
    @Test
    void e6_a_tyrus_of_the_server_takes_the_context_or_is_refused() throws Exception {
        try (ScriptedServer right = server(TestCertificates.localhost());
                ScriptedServer wrong = server(TestCertificates.wrongHost())) {
            List<Destination> asking = List.of(trusting(right), trusting(wrong).withHostCheck(false));
            WebSocketContainer tyrus = ContainerProvider.getWebSocketContainer();
            on(() -> tyrus, provider -> {
                for (Destination each : asking) {
                    if (TyrusTransports.isGrizzly()) {
                        assertOpens(provider, each);
                    } else {
                        assertUnsupported(provider, each);
                    }
                }
                assertThat(failureOf(provider, to(right)).reason()).isEqualTo(Reason.CERTIFICATE_UNTRUSTED);
            });
        }
    }

    @Test
    void e6_sockets_that_a_container_makes_of_the_context_check_the_host() throws Exception {
        SSLSocketFactory checking = new EngineContext(
                TestCertificates.clientContext(), EngineContext::checkingHost, CheckingSockets::new)
                .getSocketFactory();
        Script tlsAlone = connection -> {
            try {
                connection.readRequest();
            } catch (IOException none) {
                // TLS is all that these clients do.
            }
        };
        try (ScriptedServer right =
                        ScriptedServer.startTls(TestCertificates.localhost().serverContext(), tlsAlone);
                ScriptedServer wrong =
                        ScriptedServer.startTls(TestCertificates.wrongHost().serverContext(), tlsAlone)) {
            handshake(checking, right.uri("localhost", "/"));
            assertThatThrownBy(() -> handshake(checking, wrong.uri("localhost", "/")))
                    .isInstanceOf(SSLHandshakeException.class)
                    .hasMessageContaining("localhost");
        }
    }

    private static void handshake(SSLSocketFactory factory, URI uri) throws IOException {
        try (Socket plain = new Socket(uri.getHost(), uri.getPort());
                SSLSocket socket =
                        (SSLSocket) factory.createSocket(plain, uri.getHost(), uri.getPort(), true)) {
            socket.startHandshake();
        }
    }
}
