// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.grizzly.http.server.NetworkListener;

/**
 * A WebSocket server inside this process: Tyrus on Grizzly, with the endpoints of the caller.
 *
 * <pre>{@code
 * try (TyrusServer server = TyrusServer.start(Echo.class)) {
 *     sockets.connect("client", server.ws("/echo").toString(), listener);
 * }
 * }</pre>
 *
 * <p>It takes messages of at most 4 MiB, Tyrus' own limit; for larger ones there is {@link ScriptedServer}.
 */
public final class TyrusServer implements AutoCloseable {

    private static final Duration JOIN_LIMIT = Duration.ofSeconds(5);

    private final String host;
    private final HttpServer http = new HttpServer();
    private final OpenConnections connections = new OpenConnections();
    private final ThreadGuard threads = new ThreadGuard("tyrus-server");
    private final TyrusEndpoints endpoints;

    private TyrusServer(Builder builder) throws DeploymentException {
        host = builder.host;
        endpoints = new TyrusEndpoints(builder.annotated, builder.programmatic);
        for (TyrusListener listener : builder.listeners()) {
            NetworkListener opened = listener.open(host, endpoints, threads);
            opened.getTransport().getConnectionMonitoringConfig().addProbes(connections);
            http.addListener(opened);
        }
    }

    /** {@return a running server on a free loopback port, {@code ws:} only} */
    public static TyrusServer start(Class<?>... annotatedEndpoints) {
        Builder builder = builder();
        for (Class<?> endpoint : annotatedEndpoints) {
            builder.endpoint(endpoint);
        }
        return builder.start();
    }

    /** {@return a builder without endpoints} */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * {@return the address of a path over {@code ws:}}
     *
     * @param path starts with a slash
     */
    public URI ws(String path) {
        return address("ws", path);
    }

    /**
     * {@return the address of a path over {@code wss:}}
     *
     * @param path starts with a slash
     */
    public URI wss(String path) {
        return address("wss", path);
    }

    /** {@return how many TCP connections are accepted and not closed} */
    public int openConnections() {
        return connections.count();
    }

    /**
     * Waits until no TCP connection is open.
     *
     * @return whether that was so within the time
     */
    public boolean awaitNoConnections(Duration limit) throws InterruptedException {
        return connections.awaitNone(limit);
    }

    /** Ends all connections without a close frame, and all threads of the server. */
    @Override
    public void close() {
        endpoints.stop();
        http.shutdownNow();
        threads.join(JOIN_LIMIT);
    }

    private TyrusServer run() throws DeploymentException, IOException {
        boolean running = false;
        try {
            endpoints.deploy();
            threads.start(http::start);
            running = true;
            return this;
        } finally {
            if (!running) {
                close();
            }
        }
    }

    private URI address(String scheme, String path) {
        NetworkListener listener = http.getListener(scheme);
        if (listener == null) {
            throw new IllegalStateException(
                    "expected a server that listens for " + scheme + ":, found none; add it to the builder");
        }
        return URI.create(scheme + "://" + hostInUrl() + ":" + listener.getPort() + Checks.path(path));
    }

    /** RFC 3986 section 3.2.2: an address of IPv6 stands in brackets. */
    private String hostInUrl() {
        return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    /** Makes a {@link TyrusServer}. */
    public static final class Builder {

        private final Set<Class<?>> annotated = new LinkedHashSet<>();
        private final List<ServerEndpointConfig> programmatic = new ArrayList<>();
        private final List<TyrusListener> listeners = new ArrayList<>();
        private String host = "localhost";

        private Builder() {}

        /** Adds a class that carries {@code @ServerEndpoint}; it is public and has a public constructor. */
        public Builder endpoint(Class<?> annotatedEndpoint) {
            annotated.add(TyrusEndpoints.checked(annotatedEndpoint));
            return this;
        }

        /** Adds an endpoint that is made by the caller, one for each connection. */
        public Builder endpoint(String path, Supplier<? extends Endpoint> maker) {
            programmatic.add(MadeEndpoint.at(Checks.path(path), Checks.notNull(maker, "maker")));
            return this;
        }

        /** Binds to this address instead of the loopback. */
        public Builder host(String name) {
            this.host = name;
            return this;
        }

        /** Listens for {@code ws:} on a free port, as it does when nothing is asked. */
        public Builder ws() {
            return ws(0);
        }

        /** Listens for {@code ws:} on this port. */
        public Builder ws(int port) {
            listeners.add(new TyrusListener(port, null));
            return this;
        }

        /** Listens for {@code wss:} on a free port; {@link TestCertificates#clientContext()} trusts it. */
        public Builder wss() {
            return wss(0, TestCertificates.localhost().serverContext());
        }

        /** Listens for {@code wss:} on this port with a context that has the server's key. */
        public Builder wss(int port, SSLContext context) {
            listeners.add(new TyrusListener(port, context));
            return this;
        }

        /**
         * {@return the running server}
         *
         * @throws UncheckedIOException when a port cannot be had
         * @throws IllegalArgumentException when an endpoint cannot be deployed
         */
        public TyrusServer start() {
            try {
                return new TyrusServer(this).run();
            } catch (IOException e) {
                throw new UncheckedIOException("expected ports to listen on, found: " + e.getMessage(), e);
            } catch (DeploymentException e) {
                throw new IllegalArgumentException(
                        "expected deployable endpoints, found: " + e.getMessage(), e);
            }
        }

        private List<TyrusListener> listeners() {
            return listeners.isEmpty() ? List.of(new TyrusListener(0, null)) : List.copyOf(listeners);
        }
    }
}
