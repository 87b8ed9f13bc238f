// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wlsocket.CloseStatus;

/**
 * One connection as its {@link ContractPeer} sees it, driven by the test. Reads all the time, answers pings,
 * and answers a close with the same code, unless told otherwise.
 */
interface PeerLink {

    /** {@return path and query as they came} */
    String target();

    /** {@return the values of a header of the request} */
    List<String> header(String name);

    /** {@return the sub-protocols that were offered} */
    List<String> subprotocols();

    /** Answers the upgrade with 101. */
    default PeerLink upgrade() {
        return upgrade("");
    }

    /** Answers the upgrade with 101 and a sub-protocol, empty for none. */
    PeerLink upgrade(String subprotocol);

    /** Answers the upgrade with 101 and sends texts, all in one TCP segment. */
    PeerLink upgradeWith(String... texts);

    /** Answers the upgrade with another status. */
    void refuse(int status, Map<String, String> headers);

    void text(String text);

    /** Sends a text in three fragments; on a wire they are cut inside characters. */
    void fragments(String text);

    /** Sends a text in two fragments, and a ping between them; see {@link #pongs}. */
    void fragmentsAroundPing(String text);

    void binary(byte... payload);

    /** Sends a binary message in two fragments. */
    void fragments(byte... payload);

    /** Pings; see {@link #pongs}. */
    void ping();

    /** {@return how many pings the client has answered} */
    int pongs();

    /** Starts the closing handshake, or answers one. */
    void close(int code, String reason);

    /** Sends a close frame without code. */
    void closeEmpty();

    /** Ends the connection without a close frame: a FIN. */
    void drop();

    /** Ends the connection with a reset. */
    void reset();

    /** Does what RFC 6455 forbids. */
    void violate();

    /** Leaves the client's close without an answer. */
    void ignoreClose();

    /** Reads no more, so that the client's writes cannot end; on a wire, from before the upgrade only. */
    void holdReading();

    /** Reads again. */
    void resumeReading();

    /** {@return the texts that came until now} */
    List<String> texts();

    /** {@return the binary messages that came until now} */
    List<ByteBuffer> binaries();

    /** {@return the client's close frame, if one came} */
    Optional<CloseStatus> closedWith();

    /**
     * {@return whether no side has ended the connection; what the client sent before may not have been read
     * yet}
     */
    boolean isLive();

    /** {@return whether all that the client sent has been read, up to the end} */
    boolean isReadToTheEnd();
}
