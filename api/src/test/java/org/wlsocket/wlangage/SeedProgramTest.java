// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.wlangage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.wlsocket.Failure;

/** The example of the documentation of {@code SocketConnecte}, one line of Java for each of its lines. */
class SeedProgramTest extends WithFakeSockets {

    private static final BlockingQueue<String> SHOWN = new LinkedBlockingQueue<>();

    private static void surEvenementSocket(EvenementSocket nEvenement, String sMessage) {
        switch (nEvenement) {
            case OUVERTURE -> WLangage.socketEcrit("client", "Envoi message depuis le navigateur.");
            case MESSAGE -> info("Réception d'un message serveur : " + sMessage);
            case FERMETURE -> info("Fermeture du socket", sMessage);
            case ERREUR -> erreur("Erreur du socket");
        }
    }

    private static void onSocketEvent(SocketEventConstant event, String message) {
        switch (event) {
            case OPENING -> WLanguage.socketWrite("client", "Send message from the browser.");
            case MESSAGE -> info("Server message received: " + message);
            case CLOSING -> info("Socket closed", message);
            case ERROR -> erreur("Socket error");
        }
    }

    private static void withConstants(EvenementSocket nEvenement, String sMessage) {
        if (nEvenement == WLangage.SocketOuverture) {
            info("ouverture");
        } else if (nEvenement == WLangage.SocketMessage) {
            info("message");
        } else if (nEvenement == WLangage.SocketErreur) {
            info("erreur");
        } else if (nEvenement == WLangage.SocketFermeture) {
            info("fermeture");
        }
    }

    private static void info(String... lines) {
        SHOWN.add("Info " + String.join("|", lines));
    }

    private static void erreur(String line) {
        SHOWN.add("Erreur " + line);
    }

    @Test
    void the_program_sends_at_the_opening_and_shows_message_and_close_code() throws Exception {
        assertThat(WLangage.socketConnecte("client", "ws://host/chat", SeedProgramTest::surEvenementSocket))
                .isTrue();

        FakeProvider.Peer peer = server.peer();
        assertThat(FakeProvider.soon(peer.received())).isEqualTo("Envoi message depuis le navigateur.");
        peer.says("Bonjour");
        assertThat(FakeProvider.soon(SHOWN)).isEqualTo("Info Réception d'un message serveur : Bonjour");
        peer.closes(1001);
        assertThat(FakeProvider.soon(SHOWN)).isEqualTo("Info Fermeture du socket|1001");
    }

    @Test
    void the_program_shows_an_error_and_the_close_code_1006_when_nobody_listens() throws Exception {
        server.refusal = Failure.of(Failure.Phase.CONNECT, Failure.Reason.REFUSED, "refused");

        assertThat(WLangage.socketConnecte("client", "wss://host/chat", SeedProgramTest::surEvenementSocket))
                .isTrue();

        assertThat(FakeProvider.soon(SHOWN)).isEqualTo("Erreur Erreur du socket");
        assertThat(FakeProvider.soon(SHOWN)).isEqualTo("Info Fermeture du socket|1006");
    }

    @Test
    void the_program_runs_under_its_english_names() throws Exception {
        assertThat(WLanguage.socketConnect("client", "ws://host/chat", SeedProgramTest::onSocketEvent))
                .isTrue();

        FakeProvider.Peer peer = server.peer();
        assertThat(FakeProvider.soon(peer.received())).isEqualTo("Send message from the browser.");
        peer.says("Hello");
        assertThat(FakeProvider.soon(SHOWN)).isEqualTo("Info Server message received: Hello");
        peer.closes(4000);
        assertThat(FakeProvider.soon(SHOWN)).isEqualTo("Info Socket closed|4000");
    }

    @Test
    void the_constants_of_wlangage_can_be_compared_with() throws Exception {
        WLangage.socketConnecte("client", "ws://localhost/", SeedProgramTest::withConstants);

        FakeProvider.Peer peer = server.peer();
        assertThat(FakeProvider.soon(SHOWN)).isEqualTo("Info ouverture");
        peer.says("x");
        assertThat(FakeProvider.soon(SHOWN)).isEqualTo("Info message");
        peer.closes(1000);
        assertThat(FakeProvider.soon(SHOWN)).isEqualTo("Info fermeture");
        assertThat(WLanguage.SocketOpening).isEqualTo(SocketEventConstant.OPENING);
        assertThat(WLanguage.SocketMessage).isEqualTo(SocketEventConstant.MESSAGE);
        assertThat(WLanguage.SocketError).isEqualTo(SocketEventConstant.ERROR);
        assertThat(WLanguage.SocketClosing).isEqualTo(SocketEventConstant.CLOSING);
    }
}
