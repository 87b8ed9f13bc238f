// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.wlangage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.wlsocket.Failure;

/** C8: PC SOFT's meaning is kept, although the link may be dead. */
@SuppressWarnings("NullAway")
class SocketExisteTest extends WithFakeSockets {

    private static void expect(boolean exists) {
        assertThat(WLangage.socketExiste("s")).isEqualTo(exists);
        assertThat(WLanguage.socketExist("s")).isEqualTo(exists);
    }

    @Test
    void c8_false_for_names_that_nobody_has_connected() {
        expect(false);
        assertThat(WLangage.socketExiste("")).isFalse();
        assertThat(WLangage.socketExiste(null)).isFalse();
    }

    @Test
    void c8_false_while_the_first_connect_goes_on() throws Exception {
        server.silent = true;
        WLangage.socketConnecte("s", "ws://host/", this::note);
        FakeProvider.soon(server.handshakes);

        expect(false);
    }

    @Test
    void c8_false_after_a_connect_that_failed() throws Exception {
        server.refusal = Failure.of(Failure.Phase.CONNECT, Failure.Reason.REFUSED, "refused");
        WLangage.socketConnecte("s", "ws://host/", this::note);
        assertThat(event()).isEqualTo("ERREUR ");
        assertThat(event()).isEqualTo("FERMETURE 1006");

        expect(false);
    }

    @Test
    void c8_true_in_the_procedure_of_the_opening_and_after_the_link_has_died() throws Exception {
        CountDownLatch existed = new CountDownLatch(1);
        WLangage.socketConnecte("s", "ws://host/", (nEvenement, sMessage) -> {
            if (nEvenement == EvenementSocket.OUVERTURE && WLangage.socketExiste("s")) {
                existed.countDown();
            }
            note(nEvenement, sMessage);
        });
        assertThat(event()).isEqualTo("OUVERTURE ");
        assertThat(existed.getCount()).isZero();

        server.peer().closes(1006);
        assertThat(event()).isEqualTo("FERMETURE 1006");
        expect(true);
        WLangage.socketFerme("s");
        expect(false);
    }

    @Test
    void c8_true_after_the_open_link_was_given_up() throws Exception {
        WLangage.webSocketClientConnecte("s", "host");
        server.peer().failsWith(Failure.Reason.PROTOCOL_VIOLATION, "a bad frame");
        assertThat(WLangage.socketLit("s")).isEmpty();

        expect(true);
    }

    @Test
    void c8_false_from_socket_ferme_on() {
        WLangage.webSocketClientConnecte("s", "host");
        expect(true);

        WLangage.socketFerme("s");

        expect(false);
    }

    @Test
    void it_leaves_the_last_error_alone() {
        WLangage.socketFerme("unknown");
        WLangage.socketExiste("s");

        assertThat(WLangage.erreurInfo()).startsWith("1401 : ");
    }
}
