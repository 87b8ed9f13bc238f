// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import jakarta.websocket.Session;
import java.nio.ByteBuffer;
import java.util.concurrent.RejectedExecutionException;
import org.wlsocket.CloseStatus;
import org.wlsocket.spi.WriteListener;

/** Gives Undertow bytes of its own, because it masks them where they are. */
final class UndertowWire extends SessionWire {

    private final Writers writers;

    UndertowWire(Session session, Link link, Writers writers) {
        super(session, link);
        this.writers = writers;
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

    /** The close frame waits for a full connection; whoever closes may be the thread that empties it. */
    @Override
    public void close(CloseStatus status) {
        try {
            var unused = writers.run(() -> super.close(status));
        } catch (RejectedExecutionException e) {
            abort(status);
        }
    }
}
