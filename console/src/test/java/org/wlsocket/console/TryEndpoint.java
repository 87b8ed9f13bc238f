// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Does what its path says. Public for the container. */
@ServerEndpoint("/{how}")
public class TryEndpoint {

    private static final BlockingQueue<CloseReason> CLOSED = new LinkedBlockingQueue<>();
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    static void forgetClosed() {
        CLOSED.clear();
    }

    /** {@return the next close with this code} One of the test before may come late: it is passed over. */
    static CloseReason expectClosed(int code) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        CloseReason found = CLOSED.poll(PATIENCE_NANOS, TimeUnit.NANOSECONDS);
        while (found != null && found.getCloseCode().getCode() != code) {
            found = CLOSED.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
        if (found == null) {
            throw new AssertionError("expected a close with " + code + " within 10 s, found none");
        }
        return found;
    }

    @OnOpen
    public void open(Session session, @PathParam("how") String how) throws IOException {
        switch (how) {
            case "greet" -> session.getBasicRemote().sendText("first\u001b[31m");
            case "burst" -> {
                session.getBasicRemote().sendText("one");
                session.getBasicRemote().sendText("two");
            }
            case "leave" -> session.close(reason(4321, "enough\nof it"));
            default -> {}
        }
    }

    @OnMessage
    public void text(Session session, String message, @PathParam("how") String how) throws IOException {
        switch (how) {
            case "echo" -> session.getBasicRemote().sendText(message);
            case "close" -> session.close(reason(Integer.parseInt(message), "as asked"));
            default -> {}
        }
    }

    @OnMessage
    public void binary(Session session, ByteBuffer message) throws IOException {
        session.getBasicRemote().sendBinary(message);
    }

    @OnClose
    public void close(CloseReason reason) {
        CLOSED.add(reason);
    }

    private static CloseReason reason(int code, String phrase) {
        return new CloseReason(CloseReason.CloseCodes.getCloseCode(code), phrase);
    }
}
