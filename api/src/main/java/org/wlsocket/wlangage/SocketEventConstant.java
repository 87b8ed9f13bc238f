// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.wlangage;

import org.wlsocket.SocketEvent;

/** What happened to a socket: the first argument of a {@link SocketProcedure}. */
public enum SocketEventConstant {
    /** {@code SocketOpening}: the socket is connected; messages can be sent. */
    OPENING,
    /** {@code SocketMessage}: a message came; the second argument is its content. */
    MESSAGE,
    /**
     * {@code SocketError}: an error occurred; the second argument is always empty, {@code errorInfo} tells
     * which.
     */
    ERROR,
    /**
     * {@code SocketClosing}: the socket is closed; the second argument is the close code in decimal digits.
     */
    CLOSING;

    static SocketEventConstant of(SocketEvent event) {
        return switch (EvenementSocket.of(event)) {
            case OUVERTURE -> OPENING;
            case MESSAGE -> MESSAGE;
            case ERREUR -> ERROR;
            case FERMETURE -> CLOSING;
        };
    }
}
