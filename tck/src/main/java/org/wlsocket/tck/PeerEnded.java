// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import java.net.SocketException;
import org.jspecify.annotations.Nullable;

/**
 * The peer ended the TCP connection while a script read or wrote. Not a failure of the script: it may let
 * this pass.
 */
// A SocketException because the TLS sockets of the JDK let that one through as it is.
public final class PeerEnded extends SocketException {
    private final PeerEnd end;

    PeerEnded(PeerEnd end, String during, @Nullable Throwable cause) {
        super("the peer ended the connection (" + end + ") " + during);
        this.end = end;
        initCause(cause);
    }

    public PeerEnd end() {
        return end;
    }
}
