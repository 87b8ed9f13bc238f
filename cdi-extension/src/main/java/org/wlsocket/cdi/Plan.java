// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import jakarta.enterprise.inject.spi.Bean;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a socket is to be made.
 *
 * @param settings what the configuration says of it
 * @param definition what says where it goes instead of the configuration
 * @param parts the beans that it uses
 * @param reads whether its messages are read instead of being observed
 * @param observers those who get its events
 */
record Plan(
        String name,
        SocketDraft settings,
        @Nullable Bean<?> definition,
        Parts parts,
        boolean reads,
        List<String> observers) {

    /** Beans of the application, null for none. */
    record Parts(
            @Nullable Bean<?> credentials,
            @Nullable Bean<?> retryRule,
            @Nullable Bean<?> readiness,
            @Nullable Bean<?> sslContext) {}
}
