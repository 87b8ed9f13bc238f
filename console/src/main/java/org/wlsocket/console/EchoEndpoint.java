// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;

/** One connection of {@code listen}. */
final class EchoEndpoint extends Endpoint {

    private final EchoConnections connections;

    EchoEndpoint(EchoConnections connections) {
        this.connections = connections;
    }

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        connections.opened(session);
        MessageHandler.Whole<String> texts = text -> echo(session, text);
        MessageHandler.Whole<ByteBuffer> binaries = data -> echo(session, data);
        session.addMessageHandler(String.class, texts);
        session.addMessageHandler(ByteBuffer.class, binaries);
    }

    @Override
    public void onClose(Session session, CloseReason reason) {
        connections.closed(session, reason);
    }

    @Override
    public void onError(Session session, Throwable failure) {
        connections.print(session, "failed: " + failure.getMessage());
    }

    private void echo(Session session, String text) {
        connections.print(session, text);
        try {
            session.getBasicRemote().sendText(text);
        } catch (IOException e) {
            connections.print(session, "not answered: " + e.getMessage());
        }
    }

    private void echo(Session session, ByteBuffer data) {
        connections.print(session, "binary message of " + data.remaining() + " bytes");
        try {
            session.getBasicRemote().sendBinary(data);
        } catch (IOException e) {
            connections.print(session, "not answered: " + e.getMessage());
        }
    }
}
