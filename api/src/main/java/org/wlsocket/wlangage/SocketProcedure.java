// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.wlangage;

/** The procedure that gets the events of a socket, as {@link WLanguage#socketConnect} takes it. */
@FunctionalInterface
public interface SocketProcedure {

    /**
     * Takes one event; see {@link ProcedureSocket#evenement}.
     *
     * @param event what happened
     * @param message the message for {@code MESSAGE}, the close code for {@code CLOSING}, else empty
     * @throws Exception anything
     */
    void event(SocketEventConstant event, String message) throws Exception;
}
