// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.glassfish.tyrus.core.TyrusWebSocketEngine;
import org.glassfish.tyrus.server.TyrusServerContainer;
import org.glassfish.tyrus.spi.WebSocketEngine;

/** Tyrus without a server of its own: the endpoints, to be put on any number of Grizzly listeners. */
final class TyrusEndpoints extends TyrusServerContainer {

    static final String CONTEXT_PATH = "/";

    private final TyrusWebSocketEngine engine;

    TyrusEndpoints(Set<Class<?>> annotated, Iterable<ServerEndpointConfig> programmatic)
            throws DeploymentException {
        super(Set.copyOf(annotated));
        engine = TyrusWebSocketEngine.builder(this).build();
        for (ServerEndpointConfig config : programmatic) {
            addEndpoint(config);
        }
    }

    void deploy() throws DeploymentException, IOException {
        start(CONTEXT_PATH, 0);
    }

    @Override
    public void register(Class<?> endpoint) throws DeploymentException {
        engine.register(endpoint, CONTEXT_PATH);
    }

    @Override
    public void register(ServerEndpointConfig endpoint) throws DeploymentException {
        engine.register(endpoint, CONTEXT_PATH);
    }

    @Override
    public WebSocketEngine getWebSocketEngine() {
        return engine;
    }

    @Override
    public Map<String, Object> getProperties() {
        return Map.of();
    }
}
