// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.wlsocket.spi.WriteListener;

/**
 * Writes through Tomcat's blocking remote. Its asynchronous one keeps the caller as well, and calls itself
 * for each piece of 8 KiB, so that a large message overflows the stack; so does the blocking one for a large
 * piece of bytes.
 */
final class TomcatWire extends SessionWire {

    private static final String SEND_LIMIT = "org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT";

    /** The write limit of the socket is the one that counts. */
    private static final Long UNLIMITED = -1L;

    private static final int LARGEST_FRAME = 256 * 1024;

    private final RemoteEndpoint.Basic remote;

    TomcatWire(Session session, Link link) {
        super(session, link);
        session.getUserProperties().put(SEND_LIMIT, UNLIMITED);
        remote = session.getBasicRemote();
    }

    @Override
    public void write(String text, WriteListener end) {
        ended(end, () -> remote.sendText(text));
    }

    @Override
    public void write(ByteBuffer data, WriteListener end) {
        ended(end, () -> sendInFrames(data));
    }

    private void sendInFrames(ByteBuffer data) throws IOException {
        while (data.remaining() > LARGEST_FRAME) {
            remote.sendBinary(data.slice(data.position(), LARGEST_FRAME), false);
            data.position(data.position() + LARGEST_FRAME);
        }
        remote.sendBinary(data, true);
    }

    private interface Write {
        void run() throws IOException;
    }

    private static void ended(WriteListener end, Write write) {
        try {
            write.run();
        } catch (IOException | RuntimeException | Error e) {
            end.ended(e);
            return;
        }
        end.ended(null);
    }
}
