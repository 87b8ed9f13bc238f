// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import jakarta.websocket.Session;
import java.nio.ByteBuffer;
import java.nio.channels.CompletionHandler;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a session of Tomcat reads, looked at before Tomcat sees it. Tomcat asks for bytes again and again;
 * what it is given may be less than what has come. Used by one thread at a time: by the one that has bytes.
 */
final class TomcatReads {

    private static final int COMPLETION = 3;
    private static final ByteBuffer NONE = ByteBuffer.allocate(0);

    private final Link link;

    /** What came with the answer to the upgrade. */
    private ByteBuffer early;

    private ByteBuffer raw = NONE;

    /** What Tomcat has asked for and not got. */
    private @Nullable Asked asked;

    /** Tomcat is at work with bytes, and asks within that for more. */
    private boolean giving;

    private record Asked(
            ByteBuffer into,
            @Nullable Object attachment,
            CompletionHandler<Integer, Object> end,
            Reflect.Next next) {}

    private TomcatReads(Link link, ByteBuffer early) {
        this.link = link;
        this.early = early;
    }

    /** Begins to look; the session has not begun to read. */
    static void begin(Session session, Link link) throws ReflectiveOperationException {
        Object frames = Reflect.get(session, "wsFrame");
        Object channel = Reflect.get(frames, "channel");
        ByteBuffer came = (ByteBuffer) Reflect.get(frames, "response");
        ByteBuffer early = ByteBuffer.allocate(came.remaining());
        Class<?> type = Reflect.type(
                frames.getClass().getClassLoader(), "org.apache.tomcat.websocket.AsyncChannelWrapper");
        TomcatReads reads = new TomcatReads(link, early);
        Reflect.set(frames, "channel", Reflect.around(channel, type, Map.of("read", reads::read)));
        early.put(came).flip();
    }

    @SuppressWarnings("unchecked")
    private @Nullable Object read(@Nullable Object[] arguments, Reflect.Next next) throws Throwable {
        if (arguments.length != COMPLETION
                || !(arguments[0] instanceof ByteBuffer into)
                || !(arguments[2] instanceof CompletionHandler<?, ?> end)) {
            return next.call(arguments);
        }
        Asked more = new Asked(into, arguments[1], (CompletionHandler<Integer, Object>) end, next);
        asked = more;
        if (!giving) {
            answer(more);
        }
        return null;
    }

    private void answer(Asked more) throws Throwable {
        if (early.hasRemaining()) {
            ByteBuffer first = early;
            early = NONE;
            came(first);
            return;
        }
        int room = more.into().remaining();
        if (raw.capacity() < room) {
            raw = ByteBuffer.allocate(room);
        }
        more.next().call(raw.clear().limit(room), null, new CompletionHandler<Integer, Object>() {
            @Override
            public void completed(Integer count, @Nullable Object none) {
                if (count < 0) {
                    asked = null;
                    more.end().completed(count, more.attachment());
                } else {
                    came(raw.flip());
                }
            }

            @Override
            public void failed(Throwable why, @Nullable Object none) {
                asked = null;
                more.end().failed(why, more.attachment());
            }
        });
    }

    private void came(ByteBuffer bytes) {
        giving = true;
        link.read(bytes, this::give);
        giving = false;
        Asked more = asked;
        if (more != null) {
            readOn(more);
        }
    }

    private void readOn(Asked more) {
        try {
            answer(more);
        } catch (Throwable e) {
            asked = null;
            more.end().failed(e, more.attachment());
        }
    }

    /** Tomcat does not ask again when it is through with the session. */
    private void give(ByteBuffer part) {
        Asked more = asked;
        while (part.hasRemaining() && more != null) {
            int count = Math.min(part.remaining(), more.into().remaining());
            more.into().put(part.slice(part.position(), count));
            part.position(part.position() + count);
            asked = null;
            more.end().completed(count, more.attachment());
            more = asked;
        }
    }
}
