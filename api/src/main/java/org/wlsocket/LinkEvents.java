// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import org.jspecify.annotations.Nullable;
import org.wlsocket.LinkState.Emission;
import org.wlsocket.spi.Opening;

/** What a state says: to the listener as an event, to the peer as a close status. */
final class LinkEvents {

    private LinkEvents() {}

    /** {@return the event for an emission of the step that led to this state} */
    static SocketEvent of(Emission emission, LinkState state, NamedSocket socket, @Nullable Opening opening) {
        if (state instanceof LinkState.Over over) {
            return emission == Emission.FAILED && over.cause() != null
                    ? SocketEvent.Failed.of(socket, over.cause())
                    : SocketEvent.Closed.of(socket, over.status());
        }
        if (opening == null) {
            return SocketEvent.Opened.of(socket);
        }
        String chosen = opening.subprotocol().isEmpty() ? null : opening.subprotocol();
        return SocketEvent.Opened.of(socket, chosen, opening.headers());
    }

    /** {@return what the peer is told by a close or, where it can be, by a cut (RFC 6455 section 7.4.1)} */
    static CloseStatus wireStatus(LinkState state) {
        if (state instanceof LinkState.Closing closing) {
            return closing.status();
        }
        Failure cause = state instanceof LinkState.Over over ? over.cause() : null;
        if (cause == null) {
            return CloseStatus.GOING_AWAY;
        }
        return switch (cause.reason()) {
            case MESSAGE_TOO_LARGE -> CloseStatus.of(1009);
            case INVALID_HANDSHAKE -> CloseStatus.of(1002);
            default -> CloseStatus.GOING_AWAY;
        };
    }
}
