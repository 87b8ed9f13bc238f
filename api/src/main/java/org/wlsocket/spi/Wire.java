// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.spi;

import java.nio.ByteBuffer;
import org.wlsocket.CloseStatus;

/**
 * One open WebSocket connection.
 *
 * <p>No method waits for the network. {@code write}, {@code ping}, {@code flush} and {@code close} are called
 * by one thread at a time, in the order in which things are to go out; {@code abort} may come at any moment
 * from any thread. What a method throws counts as a failed write.
 */
public interface Wire {

    /** {@return how many writes may be outstanding at once, at least 1} */
    default int window() {
        return 1;
    }

    /**
     * Starts to write one text message. Its end is reported exactly once, from any thread, perhaps before
     * this method returns.
     *
     * @param text valid Unicode
     */
    void write(String text, WriteListener end);

    /**
     * Starts to write one binary message.
     *
     * @param data read-only; nobody else moves its position, so the wire may
     */
    void write(ByteBuffer data, WriteListener end);

    /** Starts to write a ping with at most 125 bytes. */
    void ping(ByteBuffer payload, WriteListener end);

    /** Says that nothing more is waiting, so that a wire that gathers messages sends them now. */
    default void flush() {}

    /**
     * Starts the closing handshake; every write has ended before. {@link WireListener#closed} tells when the
     * link is over.
     */
    void close(CloseStatus status);

    /**
     * Ends the link now and frees everything that it holds; tells the peer the status if that needs no
     * waiting. Does nothing on a link that is over.
     */
    void abort(CloseStatus status);
}
