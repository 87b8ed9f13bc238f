// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.Collection;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.wlsocket.CloseStatus;

/**
 * Writes the close frame of this side past Undertow, whose own close ends the connection in this direction
 * and hears no answer of many a peer. Frames of Undertow that wait go first, and a full connection is waited
 * for, on a thread that has nothing else to do.
 */
final class UndertowClose {

    /** The close limit of a socket passes before. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Duration PAUSE = Duration.ofMillis(2);

    private final Object channel;
    private final Object sink;
    private final ByteBuffer frame;
    private final long end = System.nanoTime() + PATIENCE.toNanos();

    private UndertowClose(Session session, CloseStatus status) throws ReflectiveOperationException {
        channel = Objects.requireNonNull(Reflect.call(session, UndertowTuner.CHANNEL));
        sink = Objects.requireNonNull(Reflect.call(Reflect.get(channel, "channel"), "getSinkChannel"));
        frame = CloseFrames.frame(status);
    }

    /** See {@link CloseFrames.RawWriter}. */
    static void write(Session session, CloseStatus status) throws ReflectiveOperationException {
        new UndertowClose(session, status).write();
    }

    private void write() throws ReflectiveOperationException {
        while (frame.hasRemaining()) {
            if (!writeSome()) {
                pause();
            }
        }
        // TLS may have kept some of it.
        while (!Boolean.TRUE.equals(Reflect.call(sink, "flush"))) {
            pause();
        }
    }

    private boolean writeSome() throws ReflectiveOperationException {
        // Undertow writes with this lock. It takes it for what it reads too, so nothing waits within.
        synchronized (channel) {
            boolean begun = frame.position() > 0;
            boolean free = isEmpty("pendingFrames") && isEmpty("newFrames");
            return (begun || free) && send() > 0;
        }
    }

    private boolean isEmpty(String queue) throws ReflectiveOperationException {
        return ((Collection<?>) Reflect.get(channel, queue)).isEmpty();
    }

    private int send() throws InvocationTargetException {
        try {
            return ((WritableByteChannel) sink).write(frame);
        } catch (IOException e) {
            throw new InvocationTargetException(e);
        }
    }

    private void pause() throws InvocationTargetException {
        if (System.nanoTime() - end > 0 || Thread.currentThread().isInterrupted()) {
            throw new InvocationTargetException(new IOException("the peer takes no close frame"));
        }
        LockSupport.parkNanos(PAUSE.toNanos());
    }
}
