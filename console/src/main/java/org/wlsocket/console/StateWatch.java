// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.wlsocket.NamedSocket;

/** Shows the state of a socket after each event, and now and then: that an attempt begins is no event. */
final class StateWatch implements AutoCloseable {

    private static final long PERIOD_MILLIS = 200;

    private final @Nullable StateView view;
    private boolean over; // guarded by this

    /** Watches for a view; null for none. */
    StateWatch(@Nullable StateView view) {
        this.view = view;
    }

    /** Looks from now on also between the events. */
    void start(NamedSocket socket) {
        if (view != null) {
            Thread watcher = new Thread(() -> lookOnAndOn(socket), "wlsocket-state");
            watcher.setDaemon(true);
            watcher.start();
        }
    }

    synchronized void look(NamedSocket socket) {
        if (view != null && !over) {
            view.show(socket.state(), socket.statistics());
        }
    }

    private synchronized void lookOnAndOn(NamedSocket socket) {
        try {
            while (!over) {
                look(socket);
                TimeUnit.MILLISECONDS.timedWait(this, PERIOD_MILLIS);
            }
        } catch (InterruptedException e) {
            // Nobody knows this thread.
        }
    }

    @Override
    public synchronized void close() {
        if (view != null && !over) {
            view.end();
        }
        over = true;
        notifyAll();
    }
}
