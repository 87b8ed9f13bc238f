// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.ContainerProvider;
import jakarta.websocket.Endpoint;
import jakarta.websocket.Session;
import java.nio.ByteBuffer;
import java.util.Set;
import org.glassfish.tyrus.client.ClientManager;
import org.glassfish.tyrus.core.AnnotatedEndpoint;
import org.glassfish.tyrus.core.ComponentProviderService;
import org.glassfish.tyrus.core.ErrorCollector;
import org.junit.jupiter.api.Test;
import org.wlsocket.tck.Script;
import org.wlsocket.tck.ScriptedServer;

/** The endpoint's annotations are real: Tyrus runs it by them alone. */
class AnnotatedEndpointTest {

    private final RecordingListener listener = new RecordingListener();
    private final SocketEndpoint endpoint = new SocketEndpoint(listener);
    private final ClientManager client = (ClientManager) ContainerProvider.getWebSocketContainer();

    private void assertWorks(Session session) throws Exception {
        assertThat(listener.next()).isEqualTo("opened");
        session.getBasicRemote().sendText("text");
        assertThat(listener.next()).isEqualTo("text text");
        session.getBasicRemote().sendBinary(ByteBuffer.allocate(3));
        assertThat(listener.next()).isEqualTo("binary 3");
        session.getBasicRemote().sendPing(ByteBuffer.allocate(4));
        assertThat(listener.next()).isEqualTo("pong 4");
        session.close();
        assertThat(listener.next()).startsWith("closed 1000");
    }

    @Test
    void it_works_as_an_annotated_endpoint() throws Exception {
        ErrorCollector errors = new ErrorCollector();
        Endpoint annotated = AnnotatedEndpoint.fromInstance(
                endpoint, ComponentProviderService.createClient(), false, 1 << 20, errors, Set.of());
        assertThat(errors.isEmpty()).isTrue();
        try (ScriptedServer server = ScriptedServer.start(Script.echo())) {
            ClientEndpointConfig config = ClientEndpointConfig.Builder.create().build();
            assertWorks(client.connectToServer(annotated, config, server.uri("/")));
        } finally {
            client.shutdown();
        }
    }

    @Test
    void it_works_as_a_plain_endpoint_without_a_configuration() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(Script.echo())) {
            assertWorks(client.connectToServer((Object) endpoint, server.uri("/")));
        } finally {
            client.shutdown();
        }
    }
}
