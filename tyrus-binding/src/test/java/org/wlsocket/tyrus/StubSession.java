// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Extension;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.PongMessage;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import jakarta.websocket.WebSocketContainer;
import java.net.URI;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** A session of {@link StubContainer}. */
final class StubSession implements Session, WebSocket.Listener {

    private final Endpoint endpoint;
    private final EndpointConfig config;
    private final Map<Class<?>, MessageHandler> handlers = new ConcurrentHashMap<>();
    private final CompletableFuture<Session> opened = new CompletableFuture<>();
    private final AtomicBoolean closing = new AtomicBoolean();
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile WebSocket socket;
    private volatile StubRemote remote;

    StubSession(Endpoint endpoint, EndpointConfig config) {
        this.endpoint = endpoint;
        this.config = config;
    }

    Session awaitOpened() {
        return opened.join();
    }

    // ---- what the peer does ----

    @Override
    public void onOpen(WebSocket newSocket) {
        socket = newSocket;
        remote = new StubRemote(newSocket);
        endpoint.onOpen(this, config);
        opened.complete(this);
        newSocket.request(1);
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        partial(String.class, part.toString(), last);
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean last) {
        partial(ByteBuffer.class, part, last);
        from.request(1);
        return null;
    }

    @SuppressWarnings("unchecked")
    private <T> void partial(Class<T> type, T part, boolean last) {
        ((MessageHandler.Partial<T>) handlers.get(type)).onMessage(part, last);
    }

    @Override
    @SuppressWarnings("unchecked")
    public CompletionStage<?> onPong(WebSocket from, ByteBuffer payload) {
        PongMessage pong = () -> payload;
        ((MessageHandler.Whole<PongMessage>) handlers.get(PongMessage.class)).onMessage(pong);
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        ended(code, reason);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable thrown) {
        endpoint.onError(this, thrown);
        ended(1006, "");
    }

    private void ended(int code, String reason) {
        if (over.compareAndSet(false, true)) {
            endpoint.onClose(this, new CloseReason(CloseCodes.getCloseCode(code), reason));
        }
    }

    // ---- what the application does ----

    @Override
    public <T> void addMessageHandler(Class<T> type, MessageHandler.Partial<T> handler) {
        handlers.put(type, handler);
    }

    @Override
    public <T> void addMessageHandler(Class<T> type, MessageHandler.Whole<T> handler) {
        handlers.put(type, handler);
    }

    @Override
    public Set<MessageHandler> getMessageHandlers() {
        return Set.copyOf(handlers.values());
    }

    @Override
    public void setMaxIdleTimeout(long millis) {
        // There is none.
    }

    @Override
    public String getNegotiatedSubprotocol() {
        return socket.getSubprotocol();
    }

    @Override
    public RemoteEndpoint.Async getAsyncRemote() {
        return remote;
    }

    @Override
    public boolean isOpen() {
        return !closing.get() && !over.get();
    }

    /** The end comes with the answer of the peer; where the JDK does not send such a code, at once. */
    @Override
    public void close(CloseReason reason) {
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        int code = reason.getCloseCode().getCode();
        try {
            socket.sendClose(code, reason.getReasonPhrase());
        } catch (IllegalArgumentException e) {
            socket.abort();
            ended(code, reason.getReasonPhrase());
        }
    }

    @Override
    public void close() {
        close(new CloseReason(CloseCodes.NORMAL_CLOSURE, ""));
    }

    // ---- not needed ----

    @Override
    public WebSocketContainer getContainer() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void addMessageHandler(MessageHandler handler) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void removeMessageHandler(MessageHandler handler) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String getProtocolVersion() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Extension> getNegotiatedExtensions() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isSecure() {
        throw new UnsupportedOperationException();
    }

    @Override
    public long getMaxIdleTimeout() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setMaxBinaryMessageBufferSize(int bytes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int getMaxBinaryMessageBufferSize() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setMaxTextMessageBufferSize(int chars) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int getMaxTextMessageBufferSize() {
        throw new UnsupportedOperationException();
    }

    @Override
    public RemoteEndpoint.Basic getBasicRemote() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String getId() {
        throw new UnsupportedOperationException();
    }

    @Override
    public URI getRequestURI() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, List<String>> getRequestParameterMap() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String getQueryString() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, String> getPathParameters() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, Object> getUserProperties() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Principal getUserPrincipal() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Set<Session> getOpenSessions() {
        throw new UnsupportedOperationException();
    }
}
