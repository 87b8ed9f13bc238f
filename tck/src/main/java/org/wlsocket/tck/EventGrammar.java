// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wlsocket.SocketEvent;

/**
 * E1: the events of one link form {@code (Opened Message*)? Failed? Closed}; those of a socket are a row of
 * these. After a {@code Closed} that says when another attempt comes, something has to follow.
 */
final class EventGrammar {

    private enum Place {
        BETWEEN_LINKS,
        OPEN,
        FAILED
    }

    private EventGrammar() {}

    /** {@return what is wrong, null when nothing is; the last link must be whole too} */
    static @Nullable String faultIn(List<SocketEvent> events) {
        Place place = Place.BETWEEN_LINKS;
        for (int i = 0; i < events.size(); i++) {
            Place next = after(place, events.get(i));
            if (next == null) {
                return "event " + i + ", " + EventText.of(events.get(i)) + ", cannot come here";
            }
            place = next;
        }
        if (place != Place.BETWEEN_LINKS) {
            return "expected a Closed at the end";
        }
        boolean more = !events.isEmpty() && !isFinal(events.get(events.size() - 1));
        return more ? "expected an end, found a Closed after which an attempt follows" : null;
    }

    /** {@return whether this is a Closed after which nothing comes until the socket is opened again} */
    static boolean isFinal(SocketEvent event) {
        return event instanceof SocketEvent.Closed closed && closed.reconnectIn().isEmpty();
    }

    private static @Nullable Place after(Place place, SocketEvent event) {
        if (event instanceof SocketEvent.Opened) {
            return place == Place.BETWEEN_LINKS ? Place.OPEN : null;
        }
        if (event instanceof SocketEvent.Message) {
            return place == Place.OPEN ? Place.OPEN : null;
        }
        if (event instanceof SocketEvent.Failed) {
            return place == Place.FAILED ? null : Place.FAILED;
        }
        // A link that never opened ends with Failed and Closed, or with Closed alone.
        return Place.BETWEEN_LINKS;
    }
}
