// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.wlangage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wlsocket.spi.DefaultSockets;
import org.wlsocket.spi.DefaultSocketsReset;

/** What PC SOFT's functions report by false is never thrown. */
@SuppressWarnings("NullAway")
class ConnectRefusalTest extends WithFakeSockets {

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  "})
    void c2_a_name_that_is_null_or_blank_is_refused(String name) {
        assertThat(WLangage.socketConnecte(name, "ws://localhost/", this::note)).isFalse();
        assertThat(WLangage.erreurInfo()).startsWith("1101 : un paramètre est refusé");
        assertThat(WLanguage.socketConnect(name, "ws://localhost/", this::noteEnglish)).isFalse();
        assertThat(WLanguage.errorInfo()).startsWith("1101 : an argument was refused");
        assertThat(WLangage.webSocketClientConnecte(name, "localhost")).isFalse();
        assertThat(WLangage.erreurInfo()).startsWith("1101 : ");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "http://localhost/", "ws://localhost/#x", "ws://user@localhost/", "ws:///"})
    void c2_an_address_that_is_not_that_of_a_websocket_is_refused(String address) {
        assertThat(WLangage.socketConnecte("client", address, this::note)).isFalse();
        assertThat(WLangage.erreurInfo()).startsWith("1101 : ").contains("[expected ");
        assertThat(server.handshakes).isEmpty();
        assertThat(sockets.all()).isEmpty();
    }

    @Test
    void c2_a_missing_procedure_is_refused_in_all_forms() {
        assertThat(WLangage.socketConnecte("client", "ws://localhost/", null)).isFalse();
        assertThat(WLangage.erreurInfo()).startsWith("1101 : ").contains("procedure");
        assertThat(WLangage.webSocketClientConnecte("client", null, "localhost")).isFalse();
        assertThat(WLangage.erreurInfo()).startsWith("1101 : ");
        assertThat(WLangage.webSocketClientConnecteSSL("client", null, "localhost")).isFalse();
        assertThat(WLangage.erreurInfo()).startsWith("1101 : ");
        assertThat(WLanguage.socketConnect("client", "ws://localhost/", null)).isFalse();
        assertThat(WLanguage.errorInfo()).startsWith("1101 : ");
    }

    @Test
    void c3_the_name_of_a_living_socket_is_refused_and_the_socket_lives_on() throws Exception {
        WLangage.socketConnecte("client", "ws://localhost/", this::note);
        FakeProvider.Peer peer = server.peer();
        assertThat(event()).isEqualTo("OUVERTURE ");

        assertThat(WLangage.socketConnecte("client", "ws://localhost/", this::note)).isFalse();
        assertThat(WLangage.erreurInfo()).startsWith("1102 : un socket actif porte déjà ce nom");
        assertThat(WLanguage.webSocketClientConnect("client", "localhost")).isFalse();
        assertThat(WLanguage.errorInfo()).startsWith("1102 : a living socket has this name");

        peer.says("still there");
        assertThat(event()).isEqualTo("MESSAGE still there");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "ws://host", "host:80", "host/chat", "user@host", "a b", "a?b", "a\\b"})
    void a_server_that_is_more_than_a_name_or_an_address_is_refused(String name) {
        assertThat(WLangage.webSocketClientConnecte("client", name)).isFalse();
        assertThat(WLangage.erreurInfo()).startsWith(name == null ? "1101 : " : "1403 : le serveur doit");
        assertThat(WLanguage.webSocketClientConnectSSL("client", this::noteEnglish, name)).isFalse();
        assertThat(WLanguage.errorInfo()).startsWith(name == null ? "1101 : " : "1403 : the server must be");
        assertThat(server.handshakes).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "-1,/,p", "0,/,p", "65536,/,p", "80,/#x,p", "80,,p", "80,/a b,p", "80,/,", "80,/,'a,a'",
        "80,/,'a,,b'", "80,/,a b"
    })
    void c2_a_bad_port_path_or_sub_protocol_is_refused(int port, String path, String protocols) {
        assertThat(WLangage.webSocketClientConnecte("client", "localhost", port, path, protocols)).isFalse();
        assertThat(WLangage.erreurInfo()).startsWith("1101 : ");
        assertThat(WLanguage.webSocketClientConnect("s", this::noteEnglish, "host", port, path, protocols))
                .isFalse();
        assertThat(WLanguage.errorInfo()).startsWith("1101 : ");
        assertThat(server.handshakes).isEmpty();
    }

    @Test
    void an_ssl_option_other_than_0_is_refused_with_the_way_to_another_trust() {
        assertThat(WLangage.webSocketClientConnecteSSL("client", "localhost", 443, "/", "", 1)).isFalse();
        assertThat(WLangage.erreurInfo())
                .startsWith("1402 : ")
                .contains("Destination.withSslContext")
                .endsWith("[1]");
        assertThat(WLanguage.webSocketClientConnectSSL("client", "host", 443, "/", "", -1, 500)).isFalse();
        assertThat(WLanguage.errorInfo()).startsWith("1402 : the SSL option must be 0").endsWith("[-1]");
        assertThat(server.handshakes).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void c2_a_maximum_wait_that_is_not_above_zero_is_refused(int wait) {
        assertThat(WLangage.webSocketClientConnecte("client", "localhost", 80, "/", "", wait)).isFalse();
        assertThat(WLangage.erreurInfo()).startsWith("1101 : ").contains("maximum wait above zero");
        assertThat(WLangage.webSocketClientConnecte("client", "localhost", 80, "/", "", null)).isFalse();
        assertThat(WLangage.erreurInfo()).startsWith("1101 : ");
        assertThat(server.handshakes).isEmpty();
    }

    @Test
    void c12_after_the_application_has_stopped_connects_are_refused() {
        DefaultSockets.clear(sockets);

        assertThat(WLangage.socketConnecte("client", "ws://localhost/", this::note)).isFalse();
        assertThat(WLangage.erreurInfo()).startsWith("1107 : l'application s'arrête");
        assertThat(WLanguage.webSocketClientConnect("client", "localhost")).isFalse();
        assertThat(WLanguage.errorInfo()).startsWith("1107 : the application is stopping");
        assertThat(server.handshakes).isEmpty();
    }

    @Test
    void c12_sockets_that_are_closed_but_not_cleared_refuse_too() {
        sockets.close();

        assertThat(WLangage.socketConnecte("client", "ws://localhost/", this::note)).isFalse();
        assertThat(WLangage.erreurInfo()).startsWith("1107 : ");
    }

    @Test
    void c12_only_a_connect_makes_the_default() {
        DefaultSocketsReset.forget();

        assertThat(WLangage.socketEcrit("client", "x")).isFalse();
        assertThat(WLangage.erreurInfo()).startsWith("1401 : ");
        assertThat(WLangage.socketConnecte("client", "ws://localhost/", this::note)).isFalse();
        assertThat(WLangage.erreurInfo()).startsWith("1108 : aucune implémentation WebSocket");
        assertThat(WLanguage.errorInfo()).startsWith("1108 : no WebSocket implementation");
    }
}
