// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.util.Arrays;
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

    /** What Tyrus cannot make or call it refuses without saying why, or only when a client connects. */
    static Class<?> checked(Class<?> endpoint) {
        ServerEndpoint annotation = Checks.notNull(endpoint, "class").getAnnotation(ServerEndpoint.class);
        if (annotation == null) {
            throw new IllegalArgumentException("expected a class with @ServerEndpoint, found "
                    + endpoint.getName() + "; annotate it, or give a path and a maker");
        }
        if (!Modifier.isPublic(endpoint.getModifiers())) {
            throw refused("a public class", endpoint, "make it public");
        }
        boolean madeByTyrus = annotation.configurator() == ServerEndpointConfig.Configurator.class;
        if (madeByTyrus && !hasPublicConstructor(endpoint)) {
            throw refused("a class with a public constructor without parameters", endpoint,
                    "add one, or make a nested class static, or give a path and a maker");
        }
        return endpoint;
    }

    private static boolean hasPublicConstructor(Class<?> endpoint) {
        return Arrays.stream(endpoint.getConstructors())
                .anyMatch(constructor -> constructor.getParameterCount() == 0);
    }

    private static IllegalArgumentException refused(String expected, Class<?> endpoint, String remedy) {
        return new IllegalArgumentException("expected " + expected + ", because Tyrus calls it; found "
                + endpoint.toGenericString() + "; " + remedy);
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
