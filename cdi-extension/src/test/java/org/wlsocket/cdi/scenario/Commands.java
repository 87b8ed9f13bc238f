// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi.scenario;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.wlsocket.NamedSocket;
import org.wlsocket.Sockets;
import org.wlsocket.cdi.SocketName;

/** What a test tells the application to do, on a thread of the application. */
@ApplicationScoped
public class Commands {

    @Inject
    Sockets sockets;

    @Inject
    @SocketName("later")
    NamedSocket later;

    /**
     * Does it.
     *
     * @param command {@code open} to open the socket "later", or {@code state} and the name of a socket
     * @return what there is to say
     */
    public String run(String command) {
        if (command.equals("open")) {
            later.open();
            return "opening";
        }
        if (command.startsWith("state ")) {
            return String.valueOf(
                    sockets.find(command.substring(6)).orElseThrow().state());
        }
        throw new IllegalArgumentException("expected open or state, found " + command);
    }
}
