// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import java.io.IOException;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.wlsocket.Destination;
import org.wlsocket.NamedSocket;
import org.wlsocket.SocketEvent;
import org.wlsocket.Sockets;

/** Where connects fail, each in its way. */
final class FailingPlaces implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofMillis(200);

    private final ScriptedServer silent = ScriptedServer.start(ScriptedConnection::awaitGone);
    private final ScriptedServer resetting = ScriptedServer.start(connection -> {
        connection.readRequest();
        connection.rst();
    });
    private final ScriptedServer refusing = ScriptedServer.start(Script.refuse(404));
    private final DeadPort dead = DeadPort.take();
    private final List<String> uris = new ArrayList<>();

    FailingPlaces() throws IOException {
        uris.add(dead.uri("/").toString());
        List.of(silent, resetting, refusing).forEach(server -> uris.add(server.uri("/").toString()));
    }

    /** {@return the listeners of the sockets that failed} */
    List<Reference<?>> fail(Sockets sockets, int times) {
        List<Reference<?>> listeners = new ArrayList<>();
        for (int i = 0; i < times * uris.size(); i++) {
            EventRecorder events = new EventRecorder();
            listeners.add(new WeakReference<>(events));
            Destination destination = Destination.of(uris.get(i % uris.size())).withConnectLimit(LIMIT);
            NamedSocket socket = sockets.connect("failing", destination, events);
            events.await(SocketEvent.Failed.class);
            events.awaitClosed();
            Patience.until("the attempt has returned", () -> socket.statistics().heldAttempts() == 0);
        }
        return listeners;
    }

    void awaitNobody() throws InterruptedException {
        silent.awaitLive(0, Patience.LIMIT);
        resetting.awaitLive(0, Patience.LIMIT);
        refusing.awaitLive(0, Patience.LIMIT);
    }

    @Override
    public void close() throws IOException {
        silent.close();
        resetting.close();
        refusing.close();
        dead.close();
    }
}
