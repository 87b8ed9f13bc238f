// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.containers.quarkus;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.wlsocket.SocketEvent;
import org.wlsocket.cdi.SocketName;
import org.wlsocket.cdi.scenario.Journal;

/** What an observer must have on Quarkus beside what the scenario asks for. */
@ApplicationScoped
public class QuarkusObservers {

    @Inject
    Journal journal;

    void loader(@Observes @SocketName("quarkus") SocketEvent.Opened event) throws ClassNotFoundException {
        Class<?> found = Thread.currentThread().getContextClassLoader().loadClass(Journal.class.getName());
        journal.write("loader " + (found == Journal.class ? "of the application" : "of another"));
    }

    void thrower(@Observes @SocketName("quarkus") SocketEvent.Text event) {
        throw new IllegalStateException("thrown on purpose");
    }
}
