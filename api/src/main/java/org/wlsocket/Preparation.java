// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/** A link that is being made ready; see {@link Readiness}. Every method may be called from any thread. */
public interface Preparation {

    /** {@return the socket} Its own {@code send} refuses or queues until it is ready. */
    NamedSocket socket();

    /**
     * {@return how the link was opened: sub-protocol, headers, gap; what the listener had, if there is one}
     */
    SocketEvent.Opened opened();

    /**
     * Sends a text on this link, ahead of all queued messages, without ever waiting. What waits is bounded by
     * {@link SocketOptions#sendBuffer()}, beside the queue.
     *
     * @return accepted, or refused: {@code NOT_OPEN} once the link is ready or over
     */
    Delivery send(String text);

    /**
     * Sends the remaining bytes of a buffer, which are copied; its position stays.
     *
     * @see #send(String)
     */
    Delivery send(ByteBuffer data);

    /**
     * Reads one message of this link; only for a socket without a listener.
     *
     * @param limit how long to wait at most
     * @return the message, empty when none came in time
     * @throws NamedSocketException.Ended when the link is over or ready
     * @throws NamedSocketException.NotAllowed when the socket has a listener, which gets the messages
     * @throws NamedSocketException.Interrupted when the thread is interrupted
     */
    Optional<SocketEvent.Message> receive(Duration limit);
}
