// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.wlsocket.wlangage.WLangage.socketConnecte;
import static org.wlsocket.wlangage.WLangage.socketEcrit;

import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.wlsocket.Sockets;
import org.wlsocket.spi.DefaultSockets;
import org.wlsocket.tck.TyrusServerExtension;
import org.wlsocket.wlangage.EvenementSocket;

class SeedExampleTest {
    @RegisterExtension
    static final TyrusServerExtension SERVER = TyrusServerExtension.of(Echo.class).trustedByDefault();
    final BlockingQueue<String> screen = new LinkedBlockingQueue<>();

    /** The default would hold the shared transport as long as the JVM runs. */
    @AfterAll
    static void close_what_the_example_has_opened() {
        Sockets sockets = DefaultSockets.find().orElseThrow();
        DefaultSockets.clear(sockets);
        sockets.close();
    }

    @Test
    void the_example_runs_over_ws() throws InterruptedException {
        run(SERVER.ws("/echo"));
    }

    @Test
    void the_example_runs_over_wss() throws InterruptedException {
        run(SERVER.wss("/echo"));
    }

    void run(URI address) throws InterruptedException {
        socketConnecte("client", address.toString(), this::surEvenementSocket);
        assertThat(screen.poll(10, SECONDS))
                .isEqualTo("Réception d'un message serveur : Envoi message depuis le navigateur.");
        assertThat(screen.poll(10, SECONDS)).isEqualTo("Fermeture du socket 1000");
    }

    void surEvenementSocket(EvenementSocket nEvenement, String sMessage) {
        switch (nEvenement) {
            case OUVERTURE -> socketEcrit("client", "Envoi message depuis le navigateur.");
            case MESSAGE -> screen.add("Réception d'un message serveur : " + sMessage);
            case FERMETURE -> screen.add("Fermeture du socket " + sMessage);
            case ERREUR -> screen.add("Erreur du socket");
        }
    }

    @ServerEndpoint("/echo")
    public static class Echo {
        @OnMessage
        public void reply(Session session, String message) throws IOException {
            session.getBasicRemote().sendText(message);
            session.close();
        }
    }
}
