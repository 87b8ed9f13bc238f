// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.wlangage;

import org.wlsocket.SocketEvent;

/** What happened to a socket: the first argument of a {@link ProcedureSocket}. */
public enum EvenementSocket {
    /** {@code SocketOuverture}: the socket is connected; messages can be sent. */
    OUVERTURE,
    /** {@code SocketMessage}: a message came; the second argument is its content. */
    MESSAGE,
    /**
     * {@code SocketErreur}: an error occurred; the second argument is always empty, {@code erreurInfo} tells
     * which.
     */
    ERREUR,
    /**
     * {@code SocketFermeture}: the socket is closed; the second argument is the close code in decimal
     * digits.
     */
    FERMETURE;

    static EvenementSocket of(SocketEvent event) {
        if (event instanceof SocketEvent.Opened) {
            return OUVERTURE;
        }
        if (event instanceof SocketEvent.Message) {
            return MESSAGE;
        }
        return event instanceof SocketEvent.Failed ? ERREUR : FERMETURE;
    }
}
