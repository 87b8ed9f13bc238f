// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.wlangage;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.wlsocket.Sockets;
import org.wlsocket.spi.DefaultSockets;
import org.wlsocket.spi.DefaultSocketsReset;

/** Lets the facades work on a fake server; what procedures get stands in {@code events}. */
abstract class WithFakeSockets {

    final FakeProvider server = new FakeProvider();
    final Sockets sockets = Sockets.builder().provider(server).build();
    final BlockingQueue<String> events = new LinkedBlockingQueue<>();

    @BeforeEach
    void setDefault() {
        DefaultSockets.use(sockets);
    }

    @AfterEach
    void clearDefault() {
        server.close();
        sockets.close();
        DefaultSocketsReset.forget();
        LastProblem.clear();
        Thread.interrupted();
    }

    void note(EvenementSocket nEvenement, String sMessage) {
        events.add(nEvenement + " " + sMessage);
    }

    void noteEnglish(SocketEventConstant event, String message) {
        events.add(event + " " + message);
    }

    String event() throws InterruptedException {
        return FakeProvider.soon(events);
    }
}
