// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.wlsocket.CloseStatus;
import org.wlsocket.spi.Wire;
import org.wlsocket.spi.WriteListener;

/** Writes through the session's asynchronous remote, one message at a time. */
class SessionWire implements Wire {

    private final Session session;
    private final Link link;

    SessionWire(Session session, Link link) {
        this.session = session;
        this.link = link;
    }

    @Override
    public void write(String text, WriteListener end) {
        WriteEnd once = new WriteEnd(end);
        try {
            session.getAsyncRemote().sendText(text, once);
        } catch (RuntimeException | Error e) {
            once.ended(e);
        }
    }

    @Override
    public void write(ByteBuffer data, WriteListener end) {
        WriteEnd once = new WriteEnd(end);
        try {
            session.getAsyncRemote().sendBinary(data, once);
        } catch (RuntimeException | Error e) {
            once.ended(e);
        }
    }

    /** Jakarta does not tell when a ping has gone; only its pong would. */
    @Override
    public void ping(ByteBuffer payload, WriteListener end) {
        try {
            session.getAsyncRemote().sendPing(payload);
        } catch (IOException | RuntimeException | Error e) {
            end.ended(e);
            return;
        }
        end.ended(null);
    }

    /** What is thrown ends the link here: on a thread of its own nobody would hear of it. */
    @Override
    public void close(CloseStatus status) {
        try {
            link.close(status);
        } catch (RuntimeException | Error e) {
            link.broken(e);
        }
    }

    @Override
    public void abort(CloseStatus status) {
        link.abort(status);
    }

    static CloseReason reason(CloseStatus status) {
        return new CloseReason(CloseReason.CloseCodes.getCloseCode(status.code()), status.reason());
    }
}
