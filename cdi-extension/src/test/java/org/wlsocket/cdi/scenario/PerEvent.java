// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi.scenario;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;

/** Counts its calls within one event. */
@RequestScoped
public class PerEvent {

    @Inject
    Journal journal;

    private int calls;

    int call() {
        return ++calls;
    }

    @PreDestroy
    void end() {
        if (calls > 0) {
            journal.write("request ends");
        }
    }
}
