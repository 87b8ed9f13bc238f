// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.ConnectionProbe;

/** Counts the TCP connections that a {@link TyrusServer} has accepted and that are not closed. */
@SuppressWarnings("rawtypes") // as in Grizzly's interface
final class OpenConnections extends ConnectionProbe.Adapter {

    private final Set<Connection> open = new HashSet<>(); // guarded by this

    @Override
    public synchronized void onAcceptEvent(Connection listening, Connection accepted) {
        open.add(accepted);
    }

    @Override
    public synchronized void onCloseEvent(Connection connection) {
        open.remove(connection);
        notifyAll();
    }

    synchronized int count() {
        return open.size();
    }

    /** {@return whether there was none within the time} */
    synchronized boolean awaitNone(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        long left = limit.toNanos();
        while (!open.isEmpty() && left > 0) {
            wait(left / 1_000_000 + 1);
            left = end - System.nanoTime();
        }
        return open.isEmpty();
    }
}
