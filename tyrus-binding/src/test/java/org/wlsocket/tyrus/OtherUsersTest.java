// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.ContainerProvider;
import jakarta.websocket.Session;
import jakarta.websocket.WebSocketContainer;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.wlsocket.CloseStatus;
import org.wlsocket.Destination;
import org.wlsocket.Failure.Reason;
import org.wlsocket.spi.ConnectFailedException;
import org.wlsocket.tck.Script;
import org.wlsocket.tck.ScriptedServer;

/** Somebody else in the application uses Tyrus, and its shared transport, without the binding. */
class OtherUsersTest {

    /** What Tyrus has started itself ends a second after the last connection. */
    private static final int IDLE_SECONDS = 1;

    private final RecordingListener others = new RecordingListener();

    @AfterEach
    void tyrus_stops_what_is_left_to_it() {
        Awaitility.await().atMost(ProviderTests.PATIENCE.multipliedBy(2)).until(() -> shared() == null);
    }

    private static Object shared() throws ReflectiveOperationException {
        String container = "org.glassfish.tyrus.container.";
        ClassLoader loader = OtherUsersTest.class.getClassLoader();
        return TyrusTransports.isGrizzly()
                ? Reflect.getOrNull(
                        Reflect.type(loader, container + "grizzly.client.GrizzlyClientSocket"), "transport")
                : Reflect.getOrNull(
                Reflect.type(loader, container + "jdk.client.TransportFilter"), "channelGroup");
    }

    @SuppressWarnings("unchecked")
    private Session another(ScriptedServer server) throws Exception {
        WebSocketContainer container = ContainerProvider.getWebSocketContainer();
        Map<String, Object> properties = (Map<String, Object>) Reflect.call(container, "getProperties");
        properties.put("org.glassfish.tyrus.client.sharedContainer", true);
        properties.put("org.glassfish.tyrus.client.sharedContainerIdleTimeout", IDLE_SECONDS);
        ClientEndpointConfig config = ClientEndpointConfig.Builder.create().build();
        Session session = container.connectToServer(new SocketEndpoint(others), config, server.uri("/"));
        assertThat(others.next()).isEqualTo("opened");
        return session;
    }

    private void assertServed(Session session) throws Exception {
        session.getBasicRemote().sendText("still here");
        assertThat(others.next()).isEqualTo("text still here");
    }

    @Test
    void d5_the_last_provider_leaves_the_transport_to_others_who_came_later() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(Script.echo())) {
            JakartaProvider provider = new JakartaProvider();
            RecordingListener listener = new RecordingListener();
            provider.connect(ProviderTests.to(server.uri("/")), listener);
            try (Session session = another(server)) {
                listener.wire().abort(CloseStatus.NORMAL);
                provider.close();

                assertServed(session);
            }
        }
    }

    @Test
    void e6_on_the_transport_of_others_attempts_end_as_on_ones_own() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(Script.echo());
                ScriptedServer silent = ScriptedServer.start(Script.handsOff());
                ScriptedServer ending = ScriptedServer.start(connection -> connection.readRequest());
                Session session = another(server)) {
            try (JakartaProvider provider = new JakartaProvider()) {
                assertThat(reasonOf(provider, silent, Duration.ofSeconds(1))).isEqualTo(Reason.TIMED_OUT);
                assertThat(reasonOf(provider, ending, Duration.ofMinutes(5))).isEqualTo(
                        Reason.CONNECTION_LOST);
                silent.awaitLive(0, ProviderTests.PATIENCE);
                ending.awaitLive(0, ProviderTests.PATIENCE);
            }
            assertServed(session);
        }
    }

    private static Reason reasonOf(JakartaProvider provider, ScriptedServer server, Duration limit) {
        try {
            provider.connect(
                    ProviderTests.to(Destination.of(server.uri("/")).withConnectLimit(limit)),
                    new RecordingListener());
            throw new AssertionError("expected the attempt to fail");
        } catch (ConnectFailedException e) {
            return e.failure().reason();
        }
    }
}
