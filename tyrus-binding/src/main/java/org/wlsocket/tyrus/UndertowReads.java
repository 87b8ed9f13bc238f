// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a connection of Undertow reads, looked at before Undertow sees it. Used by its one thread. */
final class UndertowReads {

    private final Link link;
    private ByteBuffer raw = ByteBuffer.allocate(0);

    private UndertowReads(Link link) {
        this.link = link;
    }

    /** Begins to look; the channel has not begun to read. */
    static void begin(Object channel, Link link) throws ReflectiveOperationException {
        Object source = Objects.requireNonNull(
                Reflect.call(Reflect.get(channel, "channel"), "getSourceChannel"));
        Object conduit = Objects.requireNonNull(Reflect.call(source, "getConduit"));
        Class<?> type = Reflect.type(
                source.getClass().getClassLoader(), "org.xnio.conduits.StreamSourceConduit");
        UndertowReads reads = new UndertowReads(link);
        Reflect.call(source, "setConduit", Reflect.around(conduit, type, Map.of("read", reads::read)));
    }

    private @Nullable Object read(@Nullable Object[] arguments, Reflect.Next next) throws Throwable {
        if (arguments.length != 1 || !(arguments[0] instanceof ByteBuffer into)) {
            return next.call(arguments);
        }
        int room = into.remaining();
        if (raw.capacity() < room) {
            raw = ByteBuffer.allocate(room);
        }
        Object count = next.call(raw.clear().limit(room));
        if (!(count instanceof Integer known) || known <= 0) {
            return count;
        }
        link.read(raw.flip(), into::put);
        return room - into.remaining();
    }
}
