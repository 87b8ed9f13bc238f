// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;
import org.wlsocket.Failure;
import org.wlsocket.SocketEvent;

/**
 * Tells who runs the application that a link is missing, though no observer may care: once for each reason
 * and not for each attempt, and when it is back. For the events of one socket, which come one at a time.
 */
final class LinkLog {

    private static final System.Logger LOG = System.getLogger("org.wlsocket.cdi");

    private final String socket;

    /** Null while nothing is known to be wrong. */
    private Failure.@Nullable Reason told;

    LinkLog(String socket) {
        this.socket = socket;
    }

    void note(SocketEvent event) {
        if (event instanceof SocketEvent.Failed failed) {
            missing(failed.cause());
        } else if (event instanceof SocketEvent.Opened && told != null) {
            told = null;
            LOG.log(Level.INFO, "the socket \"" + socket + "\" is open again");
        }
    }

    private void missing(Failure cause) {
        if (cause.reason() != told) {
            told = cause.reason();
            LOG.log(Level.WARNING, "the socket \"" + socket + "\" has no link: " + cause);
        }
    }
}
