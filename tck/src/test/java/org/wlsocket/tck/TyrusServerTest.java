// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class TyrusServerTest {

    @ServerEndpoint("/echo")
    public static class Echo {

        @OnMessage
        public String reply(String message) {
            return message;
        }
    }

    private static final class MadeEcho extends Endpoint {

        @Override
        public void onOpen(Session session, EndpointConfig config) {
            session.addMessageHandler(String.class, text -> session.getAsyncRemote().sendText(text));
        }
    }

    @Test
    void an_annotated_endpoint_answers_over_ws() throws Exception {
        try (TyrusServer server = TyrusServer.start(Echo.class)) {
            assertThat(echo(HttpClient.newHttpClient(), server.ws("/echo"))).isEqualTo("hé");
        }
    }

    @Test
    void the_same_endpoints_answer_over_wss() throws Exception {
        HttpClient client = HttpClient.newBuilder().sslContext(TestCertificates.clientContext()).build();
        TyrusServer.Builder builder = TyrusServer.builder().endpoint(Echo.class).ws().wss();
        try (TyrusServer server = builder.start()) {
            assertThat(echo(client, server.wss("/echo"))).isEqualTo("hé");
            assertThat(echo(client, server.ws("/echo"))).isEqualTo("hé");
        }
    }

    @Test
    void an_endpoint_that_the_caller_makes_answers() throws Exception {
        TyrusServer.Builder builder = TyrusServer.builder().endpoint("/made", MadeEcho::new);
        try (TyrusServer server = builder.start()) {
            assertThat(echo(HttpClient.newHttpClient(), server.ws("/made"))).isEqualTo("hé");
        }
    }

    @Test
    void connections_are_counted() throws Exception {
        try (TyrusServer server = TyrusServer.start(Echo.class)) {
            WebSocket socket = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .buildAsync(server.ws("/echo"), new WebSocket.Listener() {})
                    .get(20, TimeUnit.SECONDS);
            assertThat(server.openConnections()).isEqualTo(1);
            assertThat(server.awaitNoConnections(Duration.ofMillis(1))).isFalse();
            socket.sendClose(1000, "").get(20, TimeUnit.SECONDS);
            assertThat(server.awaitNoConnections(Duration.ofSeconds(20))).isTrue();
        }
    }

    @Test
    void close_leaves_no_thread() throws Exception {
        Set<Thread> before = liveThreads();
        HttpClient client = HttpClient.newBuilder().sslContext(TestCertificates.clientContext()).build();
        TyrusServer server = TyrusServer.builder().endpoint(Echo.class).ws().wss().start();
        echo(client, server.ws("/echo"));
        echo(client, server.wss("/echo"));

        server.close();

        // Those that end by themselves are of the client, which starts some without a name.
        Awaitility.await().untilAsserted(() -> assertThat(liveThreads().stream()
                        .filter(thread -> !before.contains(thread) && thread != Thread.currentThread())
                        .map(Thread::getName)
                        .filter(name -> !name.startsWith("HttpClient") && !name.equals("process reaper")))
                .isEmpty());
    }

    @Test
    void an_address_that_nobody_listens_on_is_refused() {
        try (TyrusServer server = TyrusServer.start(Echo.class)) {
            assertThatThrownBy(() -> server.wss("/echo")).hasMessageContaining("wss:");
        }
    }

    @Test
    void a_port_that_is_taken_is_refused() {
        try (TyrusServer first = TyrusServer.start(Echo.class)) {
            TyrusServer.Builder second = TyrusServer.builder().ws(first.ws("/").getPort());
            assertThatThrownBy(second::start).isInstanceOf(UncheckedIOException.class);
        }
    }

    @Test
    void a_class_that_is_no_endpoint_is_refused() {
        assertThatThrownBy(() -> TyrusServer.start(String.class))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ServerEndpoint("/hidden")
    static class Hidden {}

    @ServerEndpoint("/closed")
    public static class WithoutPublicConstructor {
        WithoutPublicConstructor() {}
    }

    @ServerEndpoint("/inner")
    public class Inner {}

    @ServerEndpoint(value = "/made", configurator = Maker.class)
    public static class MadeByConfigurator {
        MadeByConfigurator(String any) {}
    }

    public static class Maker extends ServerEndpointConfig.Configurator {}

    @Test
    void a_class_that_tyrus_cannot_make_or_call_is_refused() {
        assertThatThrownBy(() -> TyrusServer.start(Hidden.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("expected a public class", "Hidden", "make it public");
        for (Class<?> endpoint : List.of(WithoutPublicConstructor.class, Inner.class)) {
            assertThatThrownBy(() -> TyrusServer.start(endpoint))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("public constructor", endpoint.getName(), "static");
        }
        TyrusServer.start(MadeByConfigurator.class).close();
    }

    private static Set<Thread> liveThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .collect(Collectors.toSet());
    }

    private static String echo(HttpClient client, URI uri) throws Exception {
        CompletableFuture<String> answer = new CompletableFuture<>();
        WebSocket socket = client.newWebSocketBuilder()
                .buildAsync(uri, new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
                        answer.complete(data.toString());
                        return CompletableFuture.completedStage(null);
                    }
                })
                .get(20, TimeUnit.SECONDS);
        socket.sendText("hé", true).get(20, TimeUnit.SECONDS);
        return answer.get(20, TimeUnit.SECONDS);
    }
}
