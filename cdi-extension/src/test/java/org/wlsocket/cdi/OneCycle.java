// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import org.wlsocket.NamedSocket;
import org.wlsocket.SocketEvent;

/** One start and stop, called in a class loader of its own. */
public final class OneCycle {

    private OneCycle() {}

    @ApplicationScoped
    static class Observer {
        @Inject
        Diary diary;

        @Inject
        @SocketName("prices")
        NamedSocket prices;

        void on(@Observes @SocketName("prices") SocketEvent event) {
            diary.write("cycle", event);
        }
    }

    /** Starts an application in a form of the extension, lets a message come, and stops it. */
    public static void run(String form) {
        try (App app = App.with(Observer.class, Diary.class)
                .inForm(form.equals("PORTABLE") ? App.PORTABLE : BuildCompatibleScenarioTest.BUILD_COMPATIBLE)
                .socket("prices", peer -> peer.send("1"))
                .start()) {
            app.socketOf("prices").awaitOpen(Duration.ofSeconds(30));
            var unused = Diary.next(2);
        }
    }
}
