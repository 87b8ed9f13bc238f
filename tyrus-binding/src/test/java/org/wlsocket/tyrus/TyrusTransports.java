// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import jakarta.websocket.ContainerProvider;

/** What Tyrus runs on in these tests. */
final class TyrusTransports {

    private TyrusTransports() {}

    static boolean isGrizzly() {
        try {
            Object transport = Reflect.get(ContainerProvider.getWebSocketContainer(), "container");
            return transport.getClass().getSimpleName().startsWith("Grizzly");
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("expected Tyrus, found another container", e);
        }
    }
}
