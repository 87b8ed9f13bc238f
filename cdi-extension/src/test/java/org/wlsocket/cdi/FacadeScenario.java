// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wlsocket.wlangage.WLangage.erreurInfo;
import static org.wlsocket.wlangage.WLangage.socketConnecte;
import static org.wlsocket.wlangage.WLangage.socketEcrit;
import static org.wlsocket.wlangage.WLangage.socketExiste;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.wlsocket.NamedSocket;
import org.wlsocket.Sockets;
import org.wlsocket.wlangage.EvenementSocket;

/** C12: the WLangage facades in an application that also injects sockets. */
abstract class FacadeScenario extends FormScenario {

    private static final BlockingQueue<String> SCREEN = new LinkedBlockingQueue<>();

    /** Written for the facade, and unchanged. */
    static void surEvenementSocket(EvenementSocket nEvenement, String sMessage) {
        switch (nEvenement) {
            case OUVERTURE -> socketEcrit("client", "Envoi message depuis le navigateur.");
            case MESSAGE -> SCREEN.add("Réception d'un message serveur : " + sMessage);
            case FERMETURE -> SCREEN.add("Fermeture du socket " + sMessage);
            case ERREUR -> SCREEN.add("Erreur du socket");
        }
    }

    @ApplicationScoped
    static class Program {
        @Inject
        @SocketName("prices")
        NamedSocket prices;

        void start(@Observes Startup event) {
            socketConnecte("client", "ws://client/", FacadeScenario::surEvenementSocket);
        }
    }

    @Test
    void c12_a_procedure_for_the_facade_works_beside_injected_sockets_and_ends_with_them() {
        SCREEN.clear();
        with(Program.class)
                .socket("prices")
                .route("client", peer -> peer.onText(peer::send))
                .start();
        assertThat(Await.next(SCREEN, "a message"))
                .isEqualTo("Réception d'un message serveur : Envoi message depuis le navigateur.");
        assertThat(app.get(Sockets.class).all())
                .extracting(NamedSocket::name)
                .containsExactlyInAnyOrder("prices", "client");
        Await.until("the injected socket is open", () -> socketExiste("prices"));
        app.close();
        assertThat(Await.next(SCREEN, "the end")).isEqualTo("Fermeture du socket 1001");
        assertThat(socketConnecte("client", "ws://client/", FacadeScenario::surEvenementSocket)).isFalse();
        assertThat(erreurInfo()).isNotEmpty();
    }
}
