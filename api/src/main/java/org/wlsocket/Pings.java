// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pings of one link whose pongs have not come; guarded by the socket's lock. */
final class Pings {

    static final Duration LIMIT = Duration.ofSeconds(10);

    private final Map<Long, Ping> awaited = new HashMap<>();
    private long lastId;

    Ping create(java.time.Instant now) {
        Ping ping = new Ping(++lastId, now);
        awaited.put(lastId, ping);
        return ping;
    }

    /** {@return the ping that this pong answers; null for a pong that nobody asked for} */
    @Nullable Ping answeredBy(ByteBuffer payload) {
        return payload.remaining() == Long.BYTES ? awaited.remove(payload.getLong(payload.position())) : null;
    }

    /** {@return whether the pong of the ping had not come} */
    boolean giveUp(Ping ping) {
        return awaited.values().remove(ping);
    }

    List<Ping> giveUpAll() {
        List<Ping> all = new ArrayList<>(awaited.values());
        awaited.clear();
        return all;
    }
}
