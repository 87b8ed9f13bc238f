// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import org.jspecify.annotations.Nullable;
import org.wlsocket.spi.Opening;

/** What is said of a link: to the listener as an event, to the peer as a close status. */
final class LinkEvents {

    private LinkEvents() {}

    /** {@return what the listener is told of a new link} */
    static SocketEvent.Opened opened(NamedSocket socket, @Nullable Opening opening, @Nullable Gap gap) {
        SocketEvent.Opened event = opening == null
                ? SocketEvent.Opened.of(socket)
                : SocketEvent.Opened.of(
                        socket,
                        opening.subprotocol().isEmpty() ? null : opening.subprotocol(),
                        opening.headers());
        return gap == null ? event : event.withGap(gap);
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
