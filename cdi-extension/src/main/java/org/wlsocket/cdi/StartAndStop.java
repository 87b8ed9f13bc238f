// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * Opens and closes the sockets where {@link SocketsBuildExtension} is at work; see {@link SocketsExtension}.
 */
@Singleton
class StartAndStop {

    private final SocketRuntime runtime;

    /**
     * Made by the container.
     *
     * @param controllers not used here, but looked up later: a container that removes unused beans sees it
     *     here
     */
    @Inject
    @SuppressWarnings("UnusedVariable")
    StartAndStop(SocketRuntime runtime, Instance<RequestContextController> controllers) {
        this.runtime = runtime;
    }

    void prepare(@Observes @Priority(0) Startup event) {
        runtime.prepare();
    }

    void open(@Observes @Priority(Integer.MAX_VALUE) Startup event) {
        runtime.open();
    }

    void stop(@Observes @Priority(0) Shutdown event) {
        runtime.stop();
    }

    void stop(@Observes @Priority(0) @BeforeDestroyed(ApplicationScoped.class) Object event) {
        runtime.stop();
    }
}
