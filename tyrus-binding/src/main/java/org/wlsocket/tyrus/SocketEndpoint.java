// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import jakarta.websocket.ClientEndpoint;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wlsocket.CloseStatus;
import org.wlsocket.spi.Opening;
import org.wlsocket.spi.Wire;
import org.wlsocket.spi.WireListener;

/**
 * Hands what a container calls back to a {@link WireListener}; nothing is thrown at the container.
 *
 * <p>Public for the containers. The provider passes it as a programmatic endpoint, with a configuration; it
 * works as an annotated one too. One endpoint serves one connection.
 */
@ClientEndpoint
public final class SocketEndpoint extends Endpoint {

    private static final System.Logger LOG = System.getLogger("org.wlsocket.tyrus");

    private final Link link;

    /** Null on a connection that the caller makes. */
    private final @Nullable Attempt attempt;

    /** An endpoint for a connection that the caller makes. */
    public SocketEndpoint(WireListener listener) {
        this(new Link(listener, () -> {}), null);
    }

    SocketEndpoint(Link link, @Nullable Attempt attempt) {
        this.link = link;
        this.attempt = attempt;
    }

    /** The upgrade was answered. */
    @Override
    @OnOpen
    public void onOpen(Session session, EndpointConfig config) {
        guarded(() -> {
            session.setMaxIdleTimeout(-1);
            if (session.getMessageHandlers().isEmpty()) {
                session.addMessageHandler(String.class, this::onText);
                session.addMessageHandler(ByteBuffer.class, this::onBinary);
                session.addMessageHandler(PongMessage.class, this::onPong);
            }
            CloseStatus refusal = attempt == null ? null : attempt.refusalOf(session);
            if (refusal != null) {
                link.refuse(session, refusal);
                return;
            }
            String subprotocol = session.getNegotiatedSubprotocol();
            Map<String, List<String>> headers = attempt == null ? Map.of() : attempt.answeredHeaders();
            Wire wire = attempt == null ? new SessionWire(session, link) : attempt.wire(session);
            link.opened(session, wire, new Opening(subprotocol == null ? "" : subprotocol, headers));
        });
    }

    /** A part of a text message came. */
    @OnMessage
    public void onText(String part, boolean last) {
        guarded(() -> link.listener().text(part, last));
    }

    /** A part of a binary message came. */
    @OnMessage
    public void onBinary(ByteBuffer part, boolean last) {
        guarded(() -> link.listener().binary(part, last));
    }

    /** A pong came. */
    @OnMessage
    public void onPong(PongMessage pong) {
        guarded(() -> link.listener().pong(pong.getApplicationData()));
    }

    /** The container has closed the session. */
    @Override
    @OnClose
    public void onClose(Session session, CloseReason reason) {
        guarded(() -> {
            if (attempt != null && attempt.isViolation(session, reason)) {
                link.errorReported(true);
            }
            link.closed(reason);
        });
    }

    /** Only a hint to the meaning of a code: what ends a link is reported as its close. */
    @Override
    @OnError
    public void onError(Session session, Throwable thrown) {
        LOG.log(System.Logger.Level.DEBUG, "the container reports an error on a session", thrown);
        link.errorReported(attempt != null && attempt.isViolation(thrown));
    }

    /** A container may end the session for what is thrown here, or leave it half open. */
    private void guarded(Runnable callback) {
        try {
            callback.run();
        } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.ERROR, "could not take what the container reports", e);
            link.broken(e);
        }
    }
}
