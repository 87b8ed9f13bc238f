// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wlsocket.SocketEvent;

/** Which observers get the events of sockets, and which never can (D2, D4). */
final class ObserverRules {

    private static final Set<String> EVENTS = Stream.of(
                    SocketEvent.class,
                    SocketEvent.Message.class,
                    SocketEvent.Opened.class,
                    SocketEvent.Text.class,
                    SocketEvent.Binary.class,
                    SocketEvent.Failed.class,
                    SocketEvent.Closed.class)
            .map(Class::getName)
            .collect(Collectors.toUnmodifiableSet());

    private ObserverRules() {}

    /**
     * An observer method as either kind of extension sees it.
     *
     * @param where class and method
     * @param type the binary name of the observed class
     * @param socket the value of {@link SocketName}, null without
     * @param qualifiers the names of the other qualifiers, without {@code @Any}
     */
    record Seen(
            String where,
            String type,
            @Nullable String socket,
            Collection<String> qualifiers,
            boolean async) {}

    static void note(Seen seen, Uses uses) {
        boolean event = EVENTS.contains(seen.type);
        if (!event && seen.socket == null) {
            return;
        }
        String who = "observer " + seen.where;
        if (seen.socket != null) {
            uses.addUser(seen.socket, who);
        }
        String never = who + " can never be called: ";
        if (!event && !seen.type.equals(Object.class.getName())) {
            uses.addProblem(never + "expected a SocketEvent or one of its kinds beside @SocketName(\""
                    + seen.socket
                    + "\"), found " + seen.type + "; observe for example SocketEvent.Text");
        } else if (seen.async) {
            uses.addProblem(never + "expected @Observes, found @ObservesAsync; events are fired"
                    + " synchronously, so that they"
                    + " come in order, write @Observes");
        } else if (!seen.qualifiers.isEmpty()) {
            uses.addProblem(never + "expected no qualifier but @SocketName, found " + seen.qualifiers
                    + "; remove what no event has");
        } else {
            uses.addObserver(seen.socket == null ? "" : seen.socket, who);
        }
    }
}
