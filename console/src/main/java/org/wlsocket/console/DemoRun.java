// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.wlsocket.wlangage.EvenementSocket;
import org.wlsocket.wlangage.WLangage;

/** Runs the program once against one address, and knows whether it went as it should. */
final class DemoRun {

    private static final List<String> EXPECTED = List.of(
            "OUVERTURE ", "MESSAGE Envoi message depuis le navigateur.", "FERMETURE 1000");

    private final Consumer<String> screen;
    private final SeedProgram program;
    private final ConcurrentLinkedQueue<String> events = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    DemoRun(Consumer<String> screen) {
        this.screen = screen;
        this.program = new SeedProgram(screen);
    }

    boolean succeeds(URI address, Duration limit) throws InterruptedException {
        screen.accept("SocketConnecte(\"client\", \"" + address + "\", SurEvenementSocket)");
        if (!program.connect(address.toString(), this::observe)) {
            screen.accept(WLangage.erreurInfo());
            return false;
        }
        boolean inTime = closed.await(limit.toMillis(), TimeUnit.MILLISECONDS);
        return inTime && List.copyOf(events).equals(EXPECTED);
    }

    private void observe(EvenementSocket event, String message) {
        if (event == EvenementSocket.OUVERTURE) {
            screen.accept("Ouverture du socket");
        }
        program.evenement(event, message);
        events.add(event + " " + message);
        if (event == EvenementSocket.FERMETURE) {
            closed.countDown();
        }
    }
}
