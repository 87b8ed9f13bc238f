// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import jakarta.websocket.Session;
import java.lang.reflect.InvocationTargetException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.wlsocket.CloseStatus;

/**
 * The two close frames of a link whose bytes can be seen. A container that is asked to close may report that
 * at once, without waiting for the peer's answer; so the frame of this side goes past it, and the container
 * goes on reading.
 */
final class CloseFrames {

    private static final System.Logger LOG = System.getLogger("org.wlsocket.tyrus");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int FINAL_CLOSE = 0x88;
    private static final int MASKED = 0x80;
    private static final int MASK_BYTES = 4;

    /** Writes a close frame past the container's judgement. */
    @FunctionalInterface
    interface RawWriter {

        /**
         * Returns when the frame is written, throws when that is not possible.
         *
         * @param crossed whether the peer's frame has come meanwhile, so that ours matters little
         */
        void write(Session session, CloseStatus status, BooleanSupplier crossed)
                throws ReflectiveOperationException;
    }

    private final RawWriter writer;

    /** Guarded by this. */
    private @Nullable CloseStatus peers;

    /** Guarded by this. */
    private Ours ours = Ours.NONE;

    private enum Ours {
        NONE,
        ON_ITS_WAY,
        OUT
    }

    /** When the peer's frame came. */
    enum Came {
        /** This side has not closed: the container answers. */
        FIRST,
        /**
         * Ours is being written past the container, and whoever writes it goes on: see {@link Sent#CROSSED}.
         */
        MEANWHILE,
        /** Ours is out, so that both are through. */
        LAST
    }

    /** What became of the frame of this side. */
    enum Sent {
        /** The peer's frame is to come; or it has come first, and the container answers it. */
        DONE,
        /** The peer's came while ours was written, so that both are through now. */
        CROSSED,
        /** No frame can go past the container, which must close. */
        IMPOSSIBLE
    }

    CloseFrames(RawWriter writer) {
        this.writer = writer;
    }

    /** {@return the status of the peer's frame, null before it came} */
    synchronized @Nullable CloseStatus peers() {
        return peers;
    }

    /** {@return whether the frame of this side goes or went past the container} */
    synchronized boolean isSent() {
        return ours != Ours.NONE;
    }

    /** The peer's frame came. */
    synchronized Came came(CloseStatus status) {
        peers = status;
        return switch (ours) {
            case NONE -> Came.FIRST;
            case ON_ITS_WAY -> Came.MEANWHILE;
            case OUT -> Came.LAST;
        };
    }

    /** Sends the frame of this side, unless the container is answering the peer's. */
    Sent send(Session session, CloseStatus status) {
        if (!begin()) {
            return Sent.DONE;
        }
        try {
            writer.write(session, status, () -> peers() != null);
        } catch (InvocationTargetException | RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "the close frame did not go out", e);
        } catch (ReflectiveOperationException e) {
            LOG.log(System.Logger.Level.INFO, "the container is not as expected; it reports its own close"
                    + " codes", e);
            end(Ours.NONE);
            return Sent.IMPOSSIBLE;
        }
        return end(Ours.OUT) == null ? Sent.DONE : Sent.CROSSED;
    }

    private synchronized boolean begin() {
        if (peers == null) {
            ours = Ours.ON_ITS_WAY;
        }
        return peers == null;
    }

    private synchronized @Nullable CloseStatus end(Ours became) {
        ours = became;
        return peers;
    }

    /** RFC 6455 section 5.5.1. */
    static ByteBuffer body(CloseStatus status) {
        byte[] reason = status.reason().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(2 + reason.length)
                .putShort((short) status.code())
                .put(reason)
                .flip();
    }

    /** RFC 6455 section 5.2. */
    static ByteBuffer frame(CloseStatus status) {
        ByteBuffer body = body(status);
        byte[] mask = new byte[MASK_BYTES];
        RANDOM.nextBytes(mask);
        ByteBuffer frame = ByteBuffer.allocate(2 + MASK_BYTES + body.capacity());
        frame.put((byte) FINAL_CLOSE).put((byte) (MASKED | body.capacity())).put(mask);
        for (int i = 0; i < body.capacity(); i++) {
            frame.put((byte) (body.get(i) ^ mask[i % MASK_BYTES]));
        }
        return frame.flip();
    }
}
