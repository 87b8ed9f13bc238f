// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wlsocket.CloseStatus;
import org.wlsocket.Destination;
import org.wlsocket.tck.HandshakeRequest;
import org.wlsocket.tck.Script;
import org.wlsocket.tck.ScriptedServer;

class RequestTest extends ProviderTests {

    private HandshakeRequest requestFor(ScriptedServer server, Destination destination) throws Exception {
        open(to(destination)).wire().abort(CloseStatus.NORMAL);
        awaitNoConnection(server);
        return server.connections().get(0).readRequest();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/a%20b",
                "/a%2Fb%2f",
                "/x%0D%0AEvil:%20yes",
                "/%C3%A9?x=1",
                "/%FF?%FF",
                "/?x=1",
                "/p?q=%20%2F&r=%2520&s=a+b%25",
                "/p?split=%0D%0A%0D%0A",
                "/a;b=%25?a=b?c/d",
                "//double//slash",
                "/a/./b/../c"
            })
    void c2_the_target_goes_out_byte_for_byte(String target) throws Exception {
        try (ScriptedServer server = ScriptedServer.start(Script.echo())) {
            HandshakeRequest request = requestFor(server, Destination.of(server.uri(target)));

            assertThat(request.requestLine()).isEqualTo("GET " + target + " HTTP/1.1");
            assertThat(request.header("Evil")).isEmpty();
        }
    }

    @Test
    void c2_headers_and_subprotocols_go_out() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(Script.echo())) {
            HandshakeRequest request = requestFor(
                    server,
                    Destination.of(server.uri("/"))
                            .withHeader("Authorization", "Bearer x")
                            .withHeader("Origin", "https://example.org")
                            .withSubprotocols("b", "a"));

            assertThat(request.header("Authorization")).hasValue("Bearer x");
            assertThat(request.headers("Origin")).containsExactly("https://example.org");
            assertThat(request.subprotocols()).containsExactly("b", "a");
        }
    }

    @Test
    void several_cookies_go_out_in_one_line() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(Script.echo())) {
            HandshakeRequest request = requestFor(
                    server,
                    Destination.of(server.uri("/")).withHeader("Cookie", "a=1").withHeader("Cookie", "b=2"));

            assertThat(request.headers("Cookie")).containsExactly("a=1; b=2");
        }
    }

    @Test
    void no_value_of_a_header_is_invented() throws Exception {
        Script script = connection -> {
            connection.accept(answer -> answer.withHeader("Connection", "keep-alive, Upgrade"));
            connection.echoUntilClose();
        };
        try (ScriptedServer server = ScriptedServer.start(script)) {
            RecordingListener listener = open(server.uri("/"));

            assertThat(String.join(", ", header(listener, "Connection"))).isEqualToIgnoringCase(
                    "keep-alive, Upgrade");
            listener.wire().abort(CloseStatus.NORMAL);
        }
    }

    private static List<String> header(RecordingListener listener, String name) {
        return listener.opening().headers().entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .flatMap(header -> header.getValue().stream())
                .toList();
    }

    @Test
    void an_answer_may_have_as_many_headers_as_the_container_takes() throws Exception {
        String large = "x".repeat(TyrusTransports.isGrizzly() ? 100_000 : 12_000);
        Script script = connection -> {
            connection.accept(answer -> answer.withHeader("X-Large", large));
            connection.echoUntilClose();
        };
        try (ScriptedServer server = ScriptedServer.start(script)) {
            RecordingListener listener = open(server.uri("/"));

            assertThat(header(listener, "X-Large")).containsExactly(large);
            listener.wire().abort(CloseStatus.NORMAL);
        }
    }

    @Test
    void the_answer_is_reported_with_the_opening() throws Exception {
        Script script = connection -> {
            connection.accept(answer -> answer.withSubprotocol("a").withHeader("X-Server", "one"));
            connection.echoUntilClose();
        };
        try (ScriptedServer server = ScriptedServer.start(script)) {
            RecordingListener listener = open(to(Destination.of(server.uri("/")).withSubprotocols("a")));

            assertThat(listener.opening().subprotocol()).isEqualTo("a");
            assertThat(listener.opening().headers().entrySet())
                    .anyMatch(header -> header.getKey().equalsIgnoreCase("X-Server")
                            && header.getValue().contains("one"));
            listener.wire().abort(CloseStatus.NORMAL);
        }
    }
}
