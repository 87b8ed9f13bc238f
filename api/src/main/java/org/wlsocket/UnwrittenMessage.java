// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An accepted message that could not be written while the sockets were being closed; an immutable value. See
 * {@link Sockets#drain()}.
 */
public final class UnwrittenMessage {

    private final String socketName;
    private final @Nullable String text;
    private final @Nullable ByteBuffer data;
    private final Delivery.DropReason reason;

    private UnwrittenMessage(
            String socketName, @Nullable String text, @Nullable ByteBuffer data, Delivery.DropReason reason) {
        this.socketName = Objects.requireNonNull(socketName, "socketName");
        this.text = text;
        this.data = data;
        this.reason = Objects.requireNonNull(reason, "reason");
    }

    static UnwrittenMessage of(
            String socketName, @Nullable String text, @Nullable ByteBuffer data, Delivery.DropReason reason) {
        return new UnwrittenMessage(socketName, text, data, reason);
    }

    /** {@return the name of the socket that was to send it} */
    public String socketName() {
        return socketName;
    }

    /** {@return the text; empty for a binary message} */
    public Optional<String> text() {
        return Optional.ofNullable(text);
    }

    /** {@return a fresh read-only view of the bytes; empty for a text} */
    public Optional<ByteBuffer> data() {
        return Optional.ofNullable(data).map(ByteBuffer::asReadOnlyBuffer);
    }

    /**
     * {@return why it was not written; with {@link Delivery.DropReason#IN_DOUBT} and
     * {@link Delivery.DropReason#WRITE_FAILED} the peer may have it}
     */
    public Delivery.DropReason reason() {
        return reason;
    }

    @Override
    public String toString() {
        return "UnwrittenMessage[" + socketName + ", " + reason + "]";
    }
}
