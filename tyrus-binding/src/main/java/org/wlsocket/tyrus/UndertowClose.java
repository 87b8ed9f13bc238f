// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.Collection;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.wlsocket.CloseStatus;

/**
 * Writes the close frame of this side past Undertow, whose own close ends the connection in this direction
 * and hears no answer of many a peer. Frames of Undertow that wait go first, and a full connection is waited
 * for, on a thread that has nothing else to do.
 */
final class UndertowClose {

    /** So long a peer that has closed may make room for the frame of this side. */
    private static final Duration AFTER_THE_PEERS = Duration.ofMillis(500);

    private static final Duration PAUSE = Duration.ofMillis(2);

    private final Object channel;
    private final Object sink;
    private final ByteBuffer frame;
    private final BooleanSupplier crossed;

    /** When it was seen first that the peer has closed; 0 before. */
    private long crossedAt;

    private UndertowClose(Session session, CloseStatus status, BooleanSupplier crossed)
            throws ReflectiveOperationException {
        this.crossed = crossed;
        channel = Objects.requireNonNull(Reflect.call(session, UndertowTuner.CHANNEL));
        sink = Objects.requireNonNull(Reflect.call(Reflect.get(channel, "channel"), "getSinkChannel"));
        frame = CloseFrames.frame(status);
    }

    /** See {@link CloseFrames.RawWriter}. */
    static void write(Session session, CloseStatus status, BooleanSupplier crossed)
            throws ReflectiveOperationException {
        new UndertowClose(session, status, crossed).write();
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

    /** Until the connection is cut, which the close limit sees to. */
    private void pause() throws InvocationTargetException {
        long now = System.nanoTime();
        if (crossedAt == 0 && crossed.getAsBoolean()) {
            crossedAt = now;
        }
        boolean late = crossedAt != 0 && now - crossedAt > AFTER_THE_PEERS.toNanos();
        if (late || !((Channel) channel).isOpen() || Thread.currentThread().isInterrupted()) {
            throw new InvocationTargetException(new IOException("the peer takes no close frame"));
        }
        LockSupport.parkNanos(PAUSE.toNanos());
    }
}
