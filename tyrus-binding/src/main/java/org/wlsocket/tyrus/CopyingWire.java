// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import jakarta.websocket.Session;
import java.nio.ByteBuffer;
import org.wlsocket.spi.WriteListener;

/** Gives the container bytes of its own, for one that masks them where they are. */
final class CopyingWire extends SessionWire {

    CopyingWire(Session session, Link link) {
        super(session, link);
    }

    @Override
    public void write(ByteBuffer data, WriteListener end) {
        super.write(copy(data), end);
    }

    @Override
    public void ping(ByteBuffer payload, WriteListener end) {
        super.ping(copy(payload), end);
    }

    private static ByteBuffer copy(ByteBuffer bytes) {
        return ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
    }
}
