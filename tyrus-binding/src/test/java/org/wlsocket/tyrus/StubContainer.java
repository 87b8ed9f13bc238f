// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.ContainerProvider;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.Extension;
import jakarta.websocket.Session;
import jakarta.websocket.WebSocketContainer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLContext;

/**
 * A container of no known make, on the WebSocket client of the JDK. What an application is not meant to need
 * of one throws.
 */
public class StubContainer implements WebSocketContainer {

    /** Named by the tests that want it found. */
    public static final class Provider extends ContainerProvider {

        @Override
        protected WebSocketContainer getContainer() {
            return new StubContainer(null);
        }
    }

    /** Null for that of the configuration. */
    private final SSLContext context;

    private boolean followsRedirects;

    /** Takes the TLS context to use in the place of that of a configuration, null for none. */
    public StubContainer(SSLContext context) {
        this.context = context;
    }

    /**
     * {@return this one, which asks for the headers again, as for the target of a redirect, and does not say
     * what it is told then}
     */
    StubContainer followingRedirects() {
        followsRedirects = true;
        return this;
    }

    @Override
    public Session connectToServer(Endpoint endpoint, ClientEndpointConfig config, URI uri)
            throws DeploymentException {
        StubLog.CALLS.add("connectToServer");
        StubLog.KEYS.addAll(config.getUserProperties().keySet());
        HttpClient.Builder client = HttpClient.newBuilder();
        SSLContext used = context == null ? config.getSSLContext() : context;
        if (used != null) {
            client.sslContext(used);
        }
        if (followsRedirects) {
            config.getConfigurator().beforeRequest(new HashMap<>());
        }
        StubSession session = new StubSession(endpoint, config);
        try {
            request(client.build(), config).buildAsync(uri, session).join();
            return session.awaitOpened();
        } catch (IllegalStateException e) {
            throw new DeploymentException("no answer in time");
        } catch (CompletionException e) {
            throw new DeploymentException("no session with " + uri, e.getCause());
        }
    }

    private static WebSocket.Builder request(HttpClient client, ClientEndpointConfig config) {
        WebSocket.Builder request = client.newWebSocketBuilder();
        Map<String, List<String>> headers = new HashMap<>();
        config.getConfigurator().beforeRequest(headers);
        headers.forEach((name, values) -> values.forEach(value -> request.header(name, value)));
        List<String> protocols = config.getPreferredSubprotocols();
        if (!protocols.isEmpty()) {
            List<String> more = protocols.subList(1, protocols.size());
            request.subprotocols(protocols.get(0), more.toArray(String[]::new));
        }
        return request;
    }

    @Override
    public void setDefaultMaxSessionIdleTimeout(long millis) {
        StubLog.CALLS.add("setDefaultMaxSessionIdleTimeout " + millis);
    }

    // ---- not needed ----

    @Override
    public Session connectToServer(Object endpoint, URI uri) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Session connectToServer(Class<?> endpoint, URI uri) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Session connectToServer(
            Class<? extends Endpoint> endpoint, ClientEndpointConfig config, URI uri) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long getDefaultAsyncSendTimeout() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setAsyncSendTimeout(long millis) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long getDefaultMaxSessionIdleTimeout() {
        throw new UnsupportedOperationException();
    }

    @Override
    public int getDefaultMaxBinaryMessageBufferSize() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setDefaultMaxBinaryMessageBufferSize(int bytes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int getDefaultMaxTextMessageBufferSize() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setDefaultMaxTextMessageBufferSize(int chars) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Set<Extension> getInstalledExtensions() {
        throw new UnsupportedOperationException();
    }
}
