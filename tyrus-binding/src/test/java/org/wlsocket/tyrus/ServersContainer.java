// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import jakarta.websocket.ContainerProvider;
import jakarta.websocket.WebSocketContainer;
import java.util.function.Supplier;

/** Provides the container of a server in these tests; each test says which. */
public final class ServersContainer extends ContainerProvider {

    static volatile Supplier<WebSocketContainer> next = () -> null;

    @Override
    protected WebSocketContainer getContainer() {
        return next.get();
    }
}
