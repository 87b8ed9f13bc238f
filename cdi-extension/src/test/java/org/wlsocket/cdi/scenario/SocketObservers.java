// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi.scenario;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import org.wlsocket.NamedSocket;
import org.wlsocket.SocketEvent;
import org.wlsocket.cdi.SocketName;

/** Observers of every kind, each of which writes what it sees. */
@ApplicationScoped
public class SocketObservers {

    @Inject
    Journal journal;

    @Inject
    PerEvent perEvent;

    @Inject
    @SocketName("prices")
    NamedSocket prices;

    @Inject
    @SocketName("stop")
    NamedSocket stop;

    void start(@Observes Startup event) {
        journal.write("application starts with prices " + prices.state());
    }

    void all(@Observes SocketEvent event) {
        journal.write("all", event);
    }

    void opened(@Observes @SocketName("prices") SocketEvent.Opened event) {
        journal.write("opened", event);
    }

    void message(@Observes @SocketName("prices") SocketEvent.Message event) {
        journal.write("message", event);
    }

    void text(@Observes @SocketName("prices") SocketEvent.Text event) {
        journal.write("text", event);
        event.socket().send("got " + event.text());
    }

    void binary(@Observes @SocketName("prices") SocketEvent.Binary event) {
        journal.write("binary", event);
    }

    void failed(@Observes @SocketName("prices") SocketEvent.Failed event) {
        journal.write("failed", event);
        // For whoever looks into the journal of a test that has failed.
        journal.write("because " + event.cause());
    }

    void closed(@Observes @SocketName("prices") SocketEvent.Closed event) {
        journal.write("closed", event);
    }

    void orders(@Observes @SocketName("orders") SocketEvent.Text event) {
        journal.write("orders", event);
    }

    void later(@Observes @SocketName("later") SocketEvent event) {
        journal.write("later", event);
    }

    void request(@Observes @SocketName("request") SocketEvent.Text event) {
        perEvent.call();
        journal.write("request " + event.text() + " call " + perEvent.call());
    }

    void thrower(@Observes @SocketName("thrower") SocketEvent.Text event) {
        if (event.text().equals("throw")) {
            throw new IllegalStateException("thrown on purpose");
        }
        journal.write("thrower", event);
    }
}
