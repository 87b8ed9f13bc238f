// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.wlsocket.CloseStatus;

/** The connections of {@code listen}; prints what they do. */
final class EchoConnections {

    private final Streams streams;
    private final CountDownLatch unshown = new CountDownLatch(1);
    private final AtomicInteger number = new AtomicInteger();
    private final Map<Session, Integer> open = new ConcurrentHashMap<>();

    EchoConnections(Streams streams) {
        this.streams = streams;
    }

    void opened(Session session) {
        open.put(session, number.incrementAndGet());
        print(session, "connected to " + session.getRequestURI());
    }

    void closed(Session session, CloseReason reason) {
        print(session, "closed " + CloseStatus.of(reason.getCloseCode().getCode(), reason.getReasonPhrase()));
        open.remove(session);
    }

    void print(Session session, String what) {
        String line = open.getOrDefault(session, 0) + ": " + what;
        print(streams.terminal() ? Escapes.line(line) : line);
    }

    void print(String line) {
        streams.out().println(line);
        if (streams.out().isBroken()) {
            unshown.countDown();
        }
    }

    /** Waits until a line cannot be written, as when the reader of the output has gone away. */
    void awaitUnshown() throws InterruptedException {
        unshown.await();
    }

    void closeAll() {
        for (Session session : open.keySet()) {
            try {
                session.close(new CloseReason(CloseCodes.GOING_AWAY, ""));
            } catch (IOException | IllegalStateException e) {
                // it is over already
            }
        }
    }
}
