// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.wlangage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.wlsocket.CloseStatus;
import org.wlsocket.spi.DefaultSockets;

/** Closing, and the end of the application. */
@SuppressWarnings("NullAway")
class SocketFermeTest extends WithFakeSockets {

    private FakeProvider.Peer connected() throws InterruptedException {
        assertThat(WLangage.webSocketClientConnecte("s", "host")).isTrue();
        return server.peer();
    }

    @Test
    void c6_socket_ferme_closes_with_1000_and_c3_frees_the_name_at_once() throws Exception {
        WLangage.socketConnecte("s", "ws://host/", this::note);
        FakeProvider.Peer peer = server.peer();
        assertThat(event()).isEqualTo("OUVERTURE ");

        WLangage.socketFerme("s");
        assertThat(WLangage.erreurInfo()).isEmpty();
        assertThat(WLanguage.socketConnect("s", "ws://host/", this::noteEnglish)).isTrue();

        assertThat(FakeProvider.soon(peer.received())).isEqualTo("close 1000");
        assertThat(List.of(event(), event())).containsExactlyInAnyOrder("FERMETURE 1000", "OPENING ");
        WLanguage.socketClose("s");
        assertThat(event()).isEqualTo("CLOSING 1000");
    }

    @Test
    void socket_ferme_of_a_name_that_nobody_has_only_sets_the_error() {
        WLangage.socketFerme("unknown");
        assertThat(WLangage.erreurInfo()).startsWith("1401 : ");
        WLangage.socketFerme(null);
        assertThat(WLangage.erreurInfo()).startsWith("1101 : ");
        WLanguage.socketClose("unknown");
        assertThat(WLanguage.errorInfo()).startsWith("1401 : ");
    }

    @Test
    void c12_after_the_application_has_stopped_all_calls_are_refused() throws Exception {
        connected();
        DefaultSockets.clear(sockets);

        assertThat(WLangage.socketEcrit("s", "x")).isFalse();
        assertThat(WLangage.erreurInfo()).startsWith("1107 : ");
        assertThat(WLangage.socketLit("s")).isEmpty();
        assertThat(WLangage.erreurInfo()).startsWith("1107 : ");
        WLangage.socketFerme("s");
        assertThat(WLangage.erreurInfo()).startsWith("1107 : ");
        assertThat(WLangage.socketExiste("s")).isFalse();
    }

    @Test
    void e5_the_close_code_is_decimal_text_also_where_the_peer_gave_none() throws Exception {
        WLangage.socketConnecte("s", "ws://host/", this::note);
        server.peer().closes(CloseStatus.NO_STATUS);

        assertThat(event()).isEqualTo("OUVERTURE ");
        assertThat(event()).isEqualTo("FERMETURE 1005");
    }
}
