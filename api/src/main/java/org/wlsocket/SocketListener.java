// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

/** The one procedure that gets the events of a socket. */
@FunctionalInterface
public interface SocketListener {

    /**
     * Takes one event.
     *
     * <p>Events of one socket come one at a time and in order (E2), on a thread of the {@link Sockets}, never
     * inside a call of the application (E3). A listener that blocks delays its own socket only (E10). What it
     * throws is logged with the name of the socket; the next event comes all the same (E9). One that is still
     * running at the end of {@link Sockets#close()} is interrupted, when its thread is the library's own.
     *
     * @throws Exception anything; see above
     */
    void on(SocketEvent event) throws Exception;
}
