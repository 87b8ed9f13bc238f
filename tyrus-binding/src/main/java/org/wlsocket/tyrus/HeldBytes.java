// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the parts of a large frame until it is whole, because Tyrus copies what it has of a frame each time
 * when more comes: of 16 MiB in small parts for half a minute. Used by one thread at a time.
 */
final class HeldBytes {

    private @Nullable ByteBuffer held;

    /** Copies the bytes and moves the position over them. */
    void add(ByteBuffer more) {
        ByteBuffer before = held;
        if (before != null && before.remaining() >= more.remaining()) {
            before.put(more);
            return;
        }
        int used = before == null ? 0 : before.position();
        ByteBuffer larger = ByteBuffer.allocate(Math.addExact(used + more.remaining(), used));
        if (before != null) {
            larger.put(before.flip());
        }
        held = larger.put(more);
    }

    /** {@return what was held, which is not held any more, and these bytes} */
    ByteBuffer followedBy(ByteBuffer last) {
        if (held == null) {
            return last;
        }
        add(last);
        ByteBuffer all = Objects.requireNonNull(held).flip();
        held = null;
        return all;
    }
}
