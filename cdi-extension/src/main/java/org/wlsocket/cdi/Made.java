// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import java.util.List;
import java.util.Map;
import org.wlsocket.NamedSocket;
import org.wlsocket.Sockets;

/**
 * The sockets of an application, made and not opened.
 *
 * @param defined those that the application injects and observes, by their names
 * @param openAtStart the names of those that are opened when the application has started
 * @param watched the names of those that count for its health
 */
record Made(
        Sockets sockets,
        Map<String, NamedSocket> defined,
        List<String> openAtStart,
        List<String> watched,
        Surroundings surroundings) {

    /**
     * {@return the socket that has a name now: the newest, or the defined one where the application closed
     * it}
     */
    NamedSocket socket(String name) {
        return sockets.find(name).orElseGet(() -> defined(name));
    }

    private NamedSocket defined(String name) {
        NamedSocket socket = defined.get(name);
        if (socket == null) {
            throw new IllegalStateException("expected the socket \"" + name + "\" of this application, found"
                    + " that an alternative bean stands in for it; inject that one");
        }
        return socket;
    }
}
