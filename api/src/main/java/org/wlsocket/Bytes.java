// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.nio.ByteBuffer;

/** Copies of what others may change. */
final class Bytes {

    private Bytes() {}

    /** {@return a read-only copy of what remains in a buffer, whose position stays} */
    static ByteBuffer copyOf(ByteBuffer data) {
        ByteBuffer copy = ByteBuffer.allocate(data.remaining());
        copy.put(data.duplicate()).flip();
        return copy.asReadOnlyBuffer();
    }
}
