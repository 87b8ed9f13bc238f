// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;

/** The server of {@code demo}: answers one message with the same, and closes. Public for the container. */
@ServerEndpoint("/demo")
public final class DemoEndpoint {

    /** Called by the container, which makes one for each connection. */
    public DemoEndpoint() {}

    /** Called by the container. */
    @OnMessage
    public void reply(Session session, String message) throws IOException {
        session.getBasicRemote().sendText(message);
        session.close(new CloseReason(CloseCodes.NORMAL_CLOSURE, ""));
    }
}
