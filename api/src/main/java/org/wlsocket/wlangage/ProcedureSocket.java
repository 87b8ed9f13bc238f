// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.wlangage;

/** The procedure that gets the events of a socket, as {@link WLangage#socketConnecte} takes it. */
@FunctionalInterface
public interface ProcedureSocket {

    /**
     * Takes one event.
     *
     * <p>Events of one socket come one at a time and in order (E2), never inside a call of the application
     * (E3). What the procedure throws is logged with the name of the socket; the next event comes all the
     * same (E9).
     *
     * @param nEvenement what happened
     * @param sMessage the message for {@code MESSAGE}; a binary message has one char from 0 to 255 for each
     *     byte (C10); the close code for {@code FERMETURE} (E5); else empty (E6)
     * @throws Exception anything; see above
     */
    void evenement(EvenementSocket nEvenement, String sMessage) throws Exception;
}
