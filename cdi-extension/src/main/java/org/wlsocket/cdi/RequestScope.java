// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.spi.BeanContainer;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A request context around each call of the application; for calls that come one at a time. */
final class RequestScope {

    private final @Nullable RequestContextController controller;

    private RequestScope(@Nullable RequestContextController controller) {
        this.controller = controller;
    }

    /**
     * {@return a scope of its own; looking a controller up costs more than a call} The controller is the
     * container's, and has nothing that must be given back.
     */
    static RequestScope of(BeanContainer beans, boolean wanted) {
        return new RequestScope(
                wanted
                        ? beans.createInstance()
                                .select(RequestContextController.class)
                                .get()
                        : null);
    }

    /** Ends the context only if it began it: another one's must live on. */
    <T> T call(Callable<T> work) throws Exception {
        if (controller == null || !controller.activate()) {
            return work.call();
        }
        try {
            return work.call();
        } finally {
            controller.deactivate();
        }
    }
}
