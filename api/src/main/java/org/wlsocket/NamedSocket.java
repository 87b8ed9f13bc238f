// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * A WebSocket client with a name.
 *
 * <p>It outlives its links: with {@link Reconnect} another one follows, and after the end it can be
 * {@linkplain #open() opened} again. Its life is
 *
 * <pre>
 *                  ┌──────────────── Waiting ◄──────────────┐
 *                  ▼                                        │ retried
 * Idle ─open─► Connecting ─► Preparing ─► Open ─────────► (end) ─► Closed ─open─► Connecting …
 *                                           └─close─► Closing ──────┘
 * </pre>
 *
 * <p>Preparing is passed over without a {@link Readiness}, Waiting without reconnect; each state can lead to
 * an end.
 *
 * <p>Every call may be made from any thread and from inside a listener (C1), except that calls that wait are
 * refused inside a listener of the same socket, where they could never end.
 */
public interface NamedSocket {

    /** {@return the name, case-sensitive} */
    String name();

    /** {@return what the socket is doing now} */
    SocketState state();

    /**
     * Opens an idle or ended socket again; does nothing on a living one (C3). Returns at once.
     *
     * @throws NamedSocketException.SocketsClosed when the {@link Sockets} have been closed
     * @throws NamedSocketException.NameInUse when another living socket has taken the name meanwhile
     */
    void open();

    /**
     * Waits until the socket is open and ready, through retries.
     *
     * @param limit how long to wait at most
     * @throws NamedSocketException.Ended when the socket has ended, or ends for good; its state says why
     * @throws NamedSocketException.TimedOut when the limit passes first; the socket goes on connecting
     * @throws NamedSocketException.Interrupted when the thread is interrupted
     * @throws NamedSocketException.NotAllowed inside a listener of this socket
     */
    void awaitOpen(Duration limit);

    /**
     * Sends a text, without ever waiting for the network (C4). Lone surrogates are sent as U+FFFD.
     *
     * @return accepted, or refused with a reason
     * @throws NamedSocketException.BadArgument for null only
     */
    Delivery send(String text);

    /**
     * Sends the remaining bytes of a buffer, which are copied; its position stays.
     *
     * @see #send(String)
     */
    Delivery send(ByteBuffer data);

    /**
     * Sends a text; while the send buffer is full, waits for room.
     *
     * @param limit how long to wait for room at most
     * @return accepted, or refused with a reason; {@code BUFFER_FULL} when the limit passed
     * @throws NamedSocketException.Interrupted when the thread is interrupted; the message was not accepted
     * @throws NamedSocketException.NotAllowed inside a listener of this socket
     */
    Delivery send(String text, Duration limit);

    /**
     * Sends bytes; while the send buffer is full, waits for room.
     *
     * @see #send(String, Duration)
     */
    Delivery send(ByteBuffer data, Duration limit);

    /**
     * Reads one whole message of a socket that was connected without a listener (C7).
     *
     * @param limit how long to wait at most
     * @return the message, empty when none came in time
     * @throws NamedSocketException.Ended when the socket has ended and all its messages have been read
     * @throws NamedSocketException.NotAllowed when the socket has a listener
     * @throws NamedSocketException.Interrupted when the thread is interrupted
     */
    Optional<SocketEvent.Message> receive(Duration limit);

    /**
     * Sends a ping (RFC 6455 section 5.5.2).
     *
     * @return a stage that completes with the time from the call to the pong, or exceptionally: with
     *     {@link NamedSocketException.NotAllowed} when there is no open link,
     *     {@link NamedSocketException.Ended} when it ended first, {@link NamedSocketException.TimedOut} when
     *     no pong came within {@link SocketOptions#pongLimit()}; what depends on it runs on a thread of the
     *     {@link Sockets}, or at once on the caller's
     */
    CompletionStage<Duration> ping();

    /** Closes with the code 1000. */
    void close();

    /**
     * Closes the socket (C6) and returns at once. Messages accepted before are written first if the socket is
     * ready; messages that have not been delivered yet are dropped; no further attempt is made (R7); the name
     * is free at once (C3). A second close changes nothing.
     *
     * @param status the code 1000 or one from 3000 to 4999, the reason at most 123 bytes of UTF-8
     * @throws NamedSocketException.BadArgument for another status
     */
    void close(CloseStatus status);

    /** {@return one consistent snapshot of the counters} */
    SocketStatistics statistics();
}
