// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.wlangage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.wlsocket.SocketOptions;

/** Writing. */
@SuppressWarnings("NullAway")
class SocketEcritTest extends WithFakeSockets {

    private FakeProvider.Peer connected() throws InterruptedException {
        assertThat(WLangage.webSocketClientConnecte("s", "host")).isTrue();
        return server.peer();
    }

    @Test
    void c4_socket_ecrit_is_true_when_the_message_was_accepted() throws Exception {
        FakeProvider.Peer peer = connected();

        assertThat(WLangage.socketEcrit("s", "é")).isTrue();
        assertThat(WLanguage.socketWrite("s", "e")).isTrue();

        assertThat(FakeProvider.soon(peer.received())).isEqualTo("é");
        assertThat(FakeProvider.soon(peer.received())).isEqualTo("e");
        assertThat(WLangage.erreurInfo()).isEmpty();
    }

    @Test
    void c10_a_buffer_goes_out_as_a_binary_message() throws Exception {
        FakeProvider.Peer peer = connected();

        assertThat(WLangage.socketEcrit("s", new byte[] {0, (byte) 0xff})).isTrue();
        assertThat(WLanguage.socketWrite("s", "é\u0001".getBytes(StandardCharsets.ISO_8859_1))).isTrue();

        assertThat(FakeProvider.soon(peer.received())).isEqualTo("binary [\0ÿ]");
        assertThat(FakeProvider.soon(peer.received())).isEqualTo("binary [é\u0001]");
    }

    @Test
    void c4_what_cannot_be_sent_is_refused() throws Exception {
        FakeProvider.Peer peer = connected();
        assertThat(WLangage.socketEcrit("S", "names are case-sensitive")).isFalse();
        assertThat(WLangage.erreurInfo()).startsWith("1401 : aucun socket").endsWith("[\"S\"]");
        assertThat(WLanguage.errorInfo()).startsWith("1401 : there is no socket with this name");
        assertThat(WLangage.socketEcrit(null, "x")).isFalse();
        assertThat(WLangage.erreurInfo()).startsWith("1101 : ");
        assertThat(WLangage.socketEcrit("s", (String) null)).isFalse();
        assertThat(WLangage.erreurInfo()).startsWith("1101 : ");
        assertThat(WLangage.socketEcrit("s", (byte[]) null)).isFalse();
        assertThat(WLangage.erreurInfo()).startsWith("1101 : ");

        peer.closes(1000);
        assertThat(WLangage.socketEcrit("s", "x")).isFalse();
        assertThat(WLangage.erreurInfo()).startsWith("1201 : le socket n'est pas ouvert");
        assertThat(WLanguage.errorInfo()).startsWith("1201 : the socket is not open");
    }

    @Test
    void c4_a_full_buffer_and_a_message_that_is_too_large_are_refused() throws Exception {
        server.stuck = true;
        SocketOptions small =
                SocketOptions.defaults().withSendBuffer(1, 10).withCloseLimit(Duration.ofMillis(10));
        sockets.connect("s", "ws://host/", small).awaitOpen(Duration.ofSeconds(10));

        assertThat(WLangage.socketEcrit("s", "more than 10 bytes")).isFalse();
        assertThat(WLangage.erreurInfo()).startsWith("1204 : ");
        assertThat(WLangage.socketEcrit("s", "a")).isTrue();
        assertThat(WLangage.erreurInfo()).isEmpty();
        assertThat(WLangage.socketEcrit("s", "b")).isFalse();
        assertThat(WLangage.erreurInfo()).startsWith("1203 : ");
    }
}
