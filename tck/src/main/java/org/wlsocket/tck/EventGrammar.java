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
        BEFORE_A_LINK,
        WAITING,
        OVER,
        OPEN,
        FAILED;

        boolean isBetweenLinks() {
            return this != OPEN && this != FAILED;
        }
    }

    private EventGrammar() {}

    /** {@return what is wrong, null when nothing is; the last link must be whole too} */
    static @Nullable String faultIn(List<SocketEvent> events) {
        Place place = Place.BEFORE_A_LINK;
        for (int i = 0; i < events.size(); i++) {
            Place next = after(place, events.get(i));
            if (next == null) {
                return "event " + i + ", " + EventText.of(events.get(i)) + ", cannot come here";
            }
            place = next;
        }
        if (place == Place.WAITING) {
            return "expected an end, found a Closed after which an attempt follows";
        }
        return place.isBetweenLinks() ? null : "expected a Closed at the end";
    }

    /** {@return whether this is a Closed after which nothing comes until the socket is opened again} */
    static boolean isFinal(SocketEvent event) {
        return event instanceof SocketEvent.Closed closed && closed.reconnectIn().isEmpty();
    }

    private static @Nullable Place after(Place place, SocketEvent event) {
        if (event instanceof SocketEvent.Opened) {
            return place.isBetweenLinks() ? Place.OPEN : null;
        }
        if (event instanceof SocketEvent.Message) {
            return place == Place.OPEN ? Place.OPEN : null;
        }
        if (event instanceof SocketEvent.Failed) {
            return place == Place.FAILED ? null : Place.FAILED;
        }
        return afterClosed(place, (SocketEvent.Closed) event);
    }

    /**
     * The end of a socket is told once. When it is opened again, an Opened or a Failed tells it before the
     * next Closed: the only ends of a link without either are a close in Waiting, and an attempt given up
     * there, behind a Closed that was not final.
     */
    private static @Nullable Place afterClosed(Place place, SocketEvent.Closed closed) {
        if (place == Place.OVER) {
            return null;
        }
        return closed.reconnectIn().isEmpty() ? Place.OVER : Place.WAITING;
    }
}
