// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.wlangage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wlsocket.Failure;
import org.wlsocket.spi.Handshake;

/** Each form of connecting, and what it asks the server for. */
class ConnectFormsTest extends WithFakeSockets {

    private static final Duration WAIT = Duration.ofSeconds(10);
    private static final int MS = 10_000;

    private void expect(boolean result, String uri, String... protocols) throws Exception {
        assertThat(result).as(WLangage.erreurInfo()).isTrue();
        assertThat(WLangage.erreurInfo()).isEmpty();
        Handshake handshake = FakeProvider.soon(server.handshakes);
        assertThat(handshake.uri()).hasToString(uri);
        assertThat(handshake.subprotocols()).containsExactly(protocols);
        WLangage.socketFerme("s");
        assertThat(WLangage.erreurInfo()).isEmpty();
    }

    @Test
    void web_socket_client_connecte_waits_in_all_its_forms() throws Exception {
        expect(WLangage.webSocketClientConnecte("s", "host"), "ws://host:80/");
        expect(WLangage.webSocketClientConnecte("s", "host", 81), "ws://host:81/");
        expect(WLangage.webSocketClientConnecte("s", "host", 81, "/a?b=c"), "ws://host:81/a?b=c");
        expect(WLangage.webSocketClientConnecte("s", "host", 81, "a", "p"), "ws://host:81/a", "p");
        expect(WLangage.webSocketClientConnecte("s", "host", 81, "", "p, q", MS), "ws://host:81/", "p", "q");
        expect(WLangage.webSocketClientConnecte("s", "::1", 81, "", "", WAIT), "ws://[::1]:81/");
        expect(WLanguage.webSocketClientConnect("s", "host"), "ws://host:80/");
        expect(WLanguage.webSocketClientConnect("s", "host", 81), "ws://host:81/");
        expect(WLanguage.webSocketClientConnect("s", "host", 81, "/a"), "ws://host:81/a");
        expect(WLanguage.webSocketClientConnect("s", "host", 81, "/a", "p"), "ws://host:81/a", "p");
        expect(WLanguage.webSocketClientConnect("s", "host", 81, "/a", "p", MS), "ws://host:81/a", "p");
        expect(
                WLanguage.webSocketClientConnect("s", "[::1]", 81, "", "", Duration.ofDays(99_999_999)),
                "ws://[::1]:81/");
    }

    @Test
    void web_socket_client_connecte_ssl_waits_in_all_its_forms() throws Exception {
        expect(WLangage.webSocketClientConnecteSSL("s", "host"), "wss://host:443/");
        expect(WLangage.webSocketClientConnecteSSL("s", "host", 444), "wss://host:444/");
        expect(WLangage.webSocketClientConnecteSSL("s", "host", 444, "/a"), "wss://host:444/a");
        expect(WLangage.webSocketClientConnecteSSL("s", "host", 444, "/a", "p"), "wss://host:444/a", "p");
        expect(WLangage.webSocketClientConnecteSSL("s", "host", 444, "/a", "p", 0), "wss://host:444/a", "p");
        expect(WLangage.webSocketClientConnecteSSL("s", "host", 444, "/a", "", 0, MS), "wss://host:444/a");
        expect(WLangage.webSocketClientConnecteSSL("s", "host", 444, "/a", "", 0, WAIT), "wss://host:444/a");
        expect(WLanguage.webSocketClientConnectSSL("s", "host"), "wss://host:443/");
        expect(WLanguage.webSocketClientConnectSSL("s", "host", 444), "wss://host:444/");
        expect(WLanguage.webSocketClientConnectSSL("s", "host", 444, "/a"), "wss://host:444/a");
        expect(WLanguage.webSocketClientConnectSSL("s", "host", 444, "/a", "p"), "wss://host:444/a", "p");
        expect(WLanguage.webSocketClientConnectSSL("s", "host", 444, "/a", "p", 0), "wss://host:444/a", "p");
        expect(WLanguage.webSocketClientConnectSSL("s", "host", 444, "/a", "", 0, MS), "wss://host:444/a");
        expect(WLanguage.webSocketClientConnectSSL("s", "host", 444, "/a", "", 0, WAIT), "wss://host:444/a");
    }

    @Test
    void both_give_their_events_to_a_procedure_that_stands_second() throws Exception {
        ProcedureSocket p = this::note;
        expect(WLangage.webSocketClientConnecte("s", p, "host"), "ws://host:80/");
        expect(WLangage.webSocketClientConnecte("s", p, "host", 81), "ws://host:81/");
        expect(WLangage.webSocketClientConnecte("s", p, "host", 81, "a"), "ws://host:81/a");
        expect(WLangage.webSocketClientConnecte("s", p, "host", 81, "a", "p,q"), "ws://host:81/a", "p", "q");
        expect(WLangage.webSocketClientConnecteSSL("s", p, "host"), "wss://host:443/");
        expect(WLangage.webSocketClientConnecteSSL("s", p, "host", 444), "wss://host:444/");
        expect(WLangage.webSocketClientConnecteSSL("s", p, "host", 444, "a"), "wss://host:444/a");
        expect(WLangage.webSocketClientConnecteSSL("s", p, "host", 444, "a", "p"), "wss://host:444/a", "p");
        SocketProcedure e = this::noteEnglish;
        expect(WLanguage.webSocketClientConnect("s", e, "host"), "ws://host:80/");
        expect(WLanguage.webSocketClientConnect("s", e, "host", 81), "ws://host:81/");
        expect(WLanguage.webSocketClientConnect("s", e, "host", 81, "a"), "ws://host:81/a");
        expect(WLanguage.webSocketClientConnect("s", e, "host", 81, "a", "p,q"), "ws://host:81/a", "p", "q");
        expect(WLanguage.webSocketClientConnectSSL("s", e, "host"), "wss://host:443/");
        expect(WLanguage.webSocketClientConnectSSL("s", e, "host", 444), "wss://host:444/");
        expect(WLanguage.webSocketClientConnectSSL("s", e, "host", 444, "a"), "wss://host:444/a");
        expect(WLanguage.webSocketClientConnectSSL("s", e, "host", 444, "a", "p"), "wss://host:444/a", "p");
    }

    @Test
    void the_socket_is_closed_and_its_name_free_when_it_is_not_open_in_time() {
        server.silent = true;

        assertThat(WLangage.webSocketClientConnecte("s", "host", 80, "/", "", 50)).isFalse();

        assertThat(WLangage.erreurInfo()).startsWith("1104 : l'attente maximale est dépassée");
        assertThat(WLanguage.errorInfo()).startsWith("1104 : the maximum wait has passed");
        assertThat(sockets.find("s")).isEmpty();
        assertThat(WLangage.socketExiste("s")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"UNKNOWN_HOST,1301", "REFUSED,1302", "TLS,1305", "HTTP_STATUS,1306"})
    void the_socket_is_closed_and_the_error_tells_what_failed(Failure.Reason reason, String code) {
        server.refusal = Failure.of(Failure.Phase.CONNECT, reason, "as the container says");

        assertThat(WLangage.webSocketClientConnecteSSL("s", "host")).isFalse();

        assertThat(WLangage.erreurInfo())
                .startsWith(code + " : ")
                .endsWith(" (pendant la connexion) [as the container says]");
        assertThat(WLanguage.errorInfo()).endsWith(" (while it was connecting) [as the container says]");
        assertThat(sockets.find("s")).isEmpty();
    }

    @Test
    void c1_an_interrupt_ends_the_wait_closes_the_socket_and_leaves_the_flag_set() {
        server.silent = true;
        Thread.currentThread().interrupt();

        assertThat(WLangage.webSocketClientConnecte("s", "host")).isFalse();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(WLangage.erreurInfo()).startsWith("1105 : ");
        assertThat(sockets.find("s")).isEmpty();
    }
}
