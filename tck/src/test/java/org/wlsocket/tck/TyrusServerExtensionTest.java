// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;
import java.net.URI;
import java.util.HashSet;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

@TestMethodOrder(MethodOrderer.MethodName.class)
class TyrusServerExtensionTest {

    private static final Set<TyrusServer> SEEN = new HashSet<>();

    @RegisterExtension
    static final TyrusServerExtension FOR_THE_CLASS = TyrusServerExtension.of(Echo.class);

    @RegisterExtension
    final TyrusServerExtension forEachTest =
            TyrusServerExtension.of(TyrusServer.builder().endpoint(Echo.class));

    @ServerEndpoint("/echo")
    public static class Echo {

        @OnMessage
        public String reply(String message) {
            return message;
        }
    }

    @Test
    void addresses_are_complete() {
        assertThat(FOR_THE_CLASS.ws("/echo")).hasScheme("ws").hasHost("localhost").hasPath("/echo");
        assertThat(FOR_THE_CLASS.wss("/echo")).hasScheme("wss");
        assertThat(FOR_THE_CLASS.wss("/echo").getPort()).isNotEqualTo(FOR_THE_CLASS.ws("/echo").getPort());
    }

    @Test
    void a_path_without_a_slash_is_refused() {
        assertThatThrownBy(() -> FOR_THE_CLASS.ws("echo"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected a path that starts with a slash, found \"echo\"; write \"/echo\"");
    }

    @RepeatedTest(2)
    void a_static_field_has_one_server_for_all_tests_and_another_one_each() {
        URI shared = FOR_THE_CLASS.ws("/");
        assertThat(forEachTest.ws("/")).isNotEqualTo(shared);
        SEEN.add(forEachTest.server());
        SEEN.add(FOR_THE_CLASS.server());
    }

    @Test
    void b_so_two_runs_saw_three_servers() {
        assertThat(SEEN).hasSize(3);
    }
}

class TyrusServerNestedTest {

    @RegisterExtension
    static final TyrusServerExtension SERVER = TyrusServerExtension.of(TyrusServer.builder().ws());

    private static TyrusServer ofTheClass;

    @BeforeAll
    static void keep() {
        ofTheClass = SERVER.server();
    }

    @Nested
    class Inside {

        @Test
        void a_nested_class_has_the_server_of_the_class_around_it() {
            assertThat(SERVER.server()).isSameAs(ofTheClass);
        }
    }

    @Nested
    class InsideToo {

        @Test
        void the_server_goes_on_after_the_first_nested_class() {
            assertThat(SERVER.server()).isSameAs(ofTheClass);
        }
    }

    @AfterAll
    static void it_is_still_there() {
        assertThat(SERVER.server()).isSameAs(ofTheClass);
    }
}

class TyrusServerParametersTest {

    @RegisterExtension
    static final TyrusServerExtension SERVER =
            TyrusServerExtension.of(TyrusServer.builder().wss());

    @Test
    void server_and_trust_are_parameters(TyrusServer server, SSLContext trusting) {
        assertThat(server).isSameAs(SERVER.server());
        assertThat(trusting.getProtocol()).isEqualTo("TLS");
    }
}
