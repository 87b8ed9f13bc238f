// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wlsocket.NamedSocket;
import org.wlsocket.NamedSocketException;
import org.wlsocket.Sockets;

/**
 * The sockets of an application, made and not opened.
 *
 * @param defined those that the application injects and observes, by their names
 * @param openAtStart the names of those that are opened when the application has started
 * @param watched the names of those that count for its health
 * @param contexts what is around the calls of those that the application connects itself
 * @param resources what ends with them
 */
record Made(
        Sockets sockets,
        Map<String, NamedSocket> defined,
        List<String> openAtStart,
        List<String> watched,
        Contexts contexts,
        Resources resources) {

    /** {@return the socket that is defined with a name} */
    NamedSocket defined(String name) {
        NamedSocket socket = defined.get(name);
        if (socket == null) {
            throw new IllegalStateException("expected the socket \"" + name + "\" of this application, found"
                    + " that an alternative bean stands in for it; inject that one");
        }
        return socket;
    }

    /**
     * Keeps the names of defined sockets for these, which are not living before the application has started
     * and after it has closed them.
     *
     * @throws NamedSocketException.NameInUse for one of them
     */
    void checkFree(String name) {
        if (Optional.ofNullable(name).map(defined::get).isPresent()) {
            throw new NamedSocketException.NameInUse("expected a free name, found that the application"
                    + " defines the socket \"" + name + "\"; inject that one and open() it, or choose another"
                    + " name");
        }
    }

    /** {@return whether the application has closed a socket, and not opened it again} */
    boolean isClosedByApplication(NamedSocket socket) {
        // C3: only its close takes a socket out of what is found.
        return sockets.find(socket.name()).isEmpty();
    }
}
