// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import static org.wlsocket.wlangage.WLangage.socketConnecte;
import static org.wlsocket.wlangage.WLangage.socketEcrit;

import java.util.function.Consumer;
import org.wlsocket.wlangage.EvenementSocket;
import org.wlsocket.wlangage.ProcedureSocket;

/** The example of the WLangage documentation, one line of Java for each line of WLangage. */
final class SeedProgram implements ProcedureSocket {

    private final Consumer<String> screen;

    SeedProgram(Consumer<String> screen) {
        this.screen = screen;
    }

    boolean connect(String address, ProcedureSocket surEvenementSocket) {
        return socketConnecte("client", address, surEvenementSocket);
    }

    @Override
    public void evenement(EvenementSocket nEvenement, String sMessage) {
        switch (nEvenement) {
            case OUVERTURE -> socketEcrit("client", "Envoi message depuis le navigateur.");
            case MESSAGE -> info("Réception d'un message serveur : " + sMessage);
            case FERMETURE -> info("Fermeture du socket", sMessage);
            case ERREUR -> erreur("Erreur du socket");
        }
    }

    private void info(String... lines) {
        screen.accept(String.join(" : ", lines));
    }

    private void erreur(String line) {
        screen.accept(line);
    }
}
