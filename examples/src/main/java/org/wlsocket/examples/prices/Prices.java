// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.examples.prices;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.wlsocket.SocketEvent;
import org.wlsocket.cdi.SocketName;

/** Watches the socket "prices" and keeps the last messages, the oldest first. */
@ApplicationScoped
public class Prices {

    static final int KEPT = 20;

    private final Deque<String> last = new ArrayDeque<>();

    synchronized void keep(@Observes @SocketName("prices") SocketEvent.Text message) {
        if (last.size() == KEPT) {
            last.removeFirst();
        }
        last.addLast(message.text());
    }

    /** {@return what was kept until now} */
    public synchronized List<String> last() {
        return List.copyOf(last);
    }
}
