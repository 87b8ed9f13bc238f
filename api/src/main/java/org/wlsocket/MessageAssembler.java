// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Joins the parts of a message (E4) and counts its bytes (C11). The container calls it for one part at a
 * time; its monitor makes what one container thread wrote visible to the next.
 */
final class MessageAssembler {

    /** A whole message and its size in bytes. */
    record Whole<T>(T content, int size) {}

    private final int limit;
    private @Nullable StringBuilder text;
    private @Nullable ByteArrayOutputStream bytes;
    private long size;

    MessageAssembler(int limit) {
        this.limit = limit;
    }

    /** {@return the message when it is whole, else null; see {@link #isTooLarge()}} */
    synchronized @Nullable Whole<String> add(String part, boolean last) {
        boolean pairIsCut = text != null && endsWithHighSurrogate(text) && startsWithLowSurrogate(part);
        size += Utf8.length(part) - (pairIsCut ? 2 : 0);
        if (isTooLarge()) {
            text = null;
            return null;
        }
        if (last && text == null) {
            return whole(part);
        }
        text = (text == null ? new StringBuilder() : text).append(part);
        return last ? whole(text.toString()) : null;
    }

    /** {@return the message when it is whole, else null; see {@link #isTooLarge()}} */
    synchronized @Nullable Whole<ByteBuffer> add(ByteBuffer part, boolean last) {
        size += part.remaining();
        if (isTooLarge()) {
            bytes = null;
            return null;
        }
        if (last && bytes == null) {
            return whole(Bytes.copyOf(part));
        }
        bytes = bytes == null ? new ByteArrayOutputStream() : bytes;
        byte[] copy = new byte[part.remaining()];
        part.duplicate().get(copy);
        bytes.write(copy, 0, copy.length);
        return last ? whole(ByteBuffer.wrap(bytes.toByteArray())) : null;
    }

    /** {@return whether the message that is being received is over the limit} The link is over then. */
    synchronized boolean isTooLarge() {
        return size > limit;
    }

    private <T> Whole<T> whole(T content) {
        Whole<T> whole = new Whole<>(content, (int) size);
        text = null;
        bytes = null;
        size = 0;
        return whole;
    }

    private static boolean endsWithHighSurrogate(StringBuilder text) {
        return text.length() > 0 && Character.isHighSurrogate(text.charAt(text.length() - 1));
    }

    private static boolean startsWithLowSurrogate(String part) {
        return !part.isEmpty() && Character.isLowSurrogate(part.charAt(0));
    }
}
