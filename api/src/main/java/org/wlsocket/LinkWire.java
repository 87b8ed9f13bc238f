// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import org.jspecify.annotations.Nullable;
import org.wlsocket.spi.Wire;

/** The wire of a link once it is open, and its two ends: the closing handshake and the cut. */
final class LinkWire {

    private static final System.Logger LOG = System.getLogger("org.wlsocket");

    private final String socketName;

    /**
     * Written under the socket's lock; null until the link is open, and when nothing of it is held any more.
     */
    private volatile @Nullable Wire wire;

    LinkWire(String socketName) {
        this.socketName = socketName;
    }

    void set(Wire opened) {
        wire = opened;
    }

    /** What a container holds for a connection that is over is not kept as long as the socket. */
    void forget() {
        wire = null;
    }

    boolean is(Wire other) {
        return wire == other;
    }

    boolean isSet() {
        return wire != null;
    }

    /** Called without the lock. {@return what the wire threw, null for nothing} */
    @Nullable Throwable close(CloseStatus status) {
        Wire open = wire;
        return open == null ? null : call("close", () -> open.close(status));
    }

    /** Called without the lock. */
    void cut(CloseStatus status) {
        Wire open = wire;
        if (open != null) {
            cut(open, status);
        }
    }

    /** Ends a wire that came too late for this link; called without the lock. */
    void cut(Wire open, CloseStatus status) {
        var unused = call("abort", () -> open.abort(status));
    }

    private @Nullable Throwable call(String what, Runnable call) {
        try {
            Uninterrupted.run(call);
            return null;
        } catch (Throwable t) {
            Logs.log(LOG, System.Logger.Level.DEBUG, "the " + what + " of socket \"" + socketName
                    + "\" failed", t);
            return t;
        }
    }
}
