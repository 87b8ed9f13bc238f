// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck.recipes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.wlsocket.wlangage.WLangage.socketConnecte;
import static org.wlsocket.wlangage.WLangage.socketEcrit;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wlsocket.Sockets;
import org.wlsocket.spi.DefaultSockets;
import org.wlsocket.tck.MemoryProvider;
import org.wlsocket.wlangage.EvenementSocket;

class FacadeTest {

    private static final Sockets SOCKETS = Sockets.builder()
            .provider(MemoryProvider.with(peer -> peer.onText(peer::send)))
            .build();

    @BeforeAll
    static void the_facade_works_on_sockets_of_this_class() {
        DefaultSockets.use(SOCKETS);
    }

    @AfterAll
    static void nothing_is_left_for_the_next_class() {
        DefaultSockets.clear(SOCKETS);
        SOCKETS.close();
    }

    private final BlockingQueue<String> screen = new LinkedBlockingQueue<>();

    @Test
    void what_was_written_comes_back() throws InterruptedException {
        socketConnecte("client", "ws://anything/", this::surEvenementSocket);
        assertEquals("bonjour", screen.poll(10, TimeUnit.SECONDS));
    }

    void surEvenementSocket(EvenementSocket nEvenement, String sMessage) {
        switch (nEvenement) {
            case OUVERTURE -> socketEcrit("client", "bonjour");
            case MESSAGE -> screen.add(sMessage);
            default -> screen.add(nEvenement.name());
        }
    }
}
