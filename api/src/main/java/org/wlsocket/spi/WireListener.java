// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.spi;

import java.nio.ByteBuffer;
import org.wlsocket.CloseStatus;
import org.wlsocket.Failure;

/**
 * What a provider reports of one attempt and its link.
 *
 * <p>Calls of {@code text}, {@code binary} and {@code pong} come one at a time, in the order of the wire,
 * after {@code opened} and before {@code closed} or {@code failed}. Late and double reports are ignored, so a
 * provider need not guard against its container's. No method throws.
 */
public interface WireListener {

    /**
     * {@return whether the link is still wanted} False once the application has closed it, or a limit of the
     * kernel has passed: a provider that is still connecting should end the attempt. May be asked at any time
     * from any thread.
     */
    default boolean isWanted() {
        return true;
    }

    /** The upgrade was answered with 101; from now on the wire can be used. */
    void opened(Wire wire, Opening opening);

    /**
     * A part of a text message came. Waits while the socket's bound is reached (E10), so that the container
     * stops reading the link.
     *
     * @param part may be the whole message
     * @param last whether the message ends with it
     */
    void text(String part, boolean last);

    /** A part of a binary message came; the bytes are copied. See {@link #text}. */
    void binary(ByteBuffer part, boolean last);

    /**
     * Bytes of the peer came that make no part yet, as inside a large frame: a sign of life (R11). May come
     * at any time from any thread. A provider that cannot see them need not call it.
     */
    default void alive() {}

    /** A pong came. */
    void pong(ByteBuffer payload);

    /**
     * The link is over because the peer, or this side before, closed it.
     *
     * @param status of the peer's close frame; 1005 when it was empty; 1006 when TCP ended without one
     */
    void closed(CloseStatus status);

    /** The link is over because the container gave it up, for example because the peer broke the protocol. */
    void failed(Failure failure);
}
