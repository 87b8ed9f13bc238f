// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.containers.undertow;

import jakarta.websocket.ContainerProvider;
import jakarta.websocket.WebSocketContainer;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wlsocket.CloseStatus;
import org.wlsocket.Sockets;
import org.wlsocket.tck.EventRecorder;
import org.wlsocket.tck.Frame;
import org.wlsocket.tck.Script;
import org.wlsocket.tck.ScriptedServer;
import org.wlsocket.tyrus.JakartaProvider;
import org.wlsocket.tyrus.SocketEndpoint;

/** Undertow treats the first links of an endpoint class that it does not know yet in another way. */
class FirstLinksTest {

    private static final int ROUNDS = 100;
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private static final Script GREETING =
            connection -> connection.acceptTogetherWith(Frame.text("hello"), Frame.close(4001, ""));

    @Test
    void e8_what_comes_with_the_answer_is_delivered_on_the_very_first_link_too() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(GREETING)) {
            for (int i = 0; i < ROUNDS; i++) {
                forgetEndpoint();
                EventRecorder events = new EventRecorder();
                try (Sockets sockets =
                        Sockets.builder().provider(new JakartaProvider()).build()) {
                    sockets.connect("first", server.uri("/").toString(), events);
                    events.awaitExactly("Opened Text(hello) Closed(4001)");
                }
            }
        }
    }

    private static final Script OTHER_CODE = connection -> {
        connection.accept();
        connection.expectClose();
        connection.close(4005, "");
    };

    @Test
    void e5_each_link_is_looked_at_however_fast_its_answer_is() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(OTHER_CODE);
                Sockets sockets =
                        Sockets.builder().provider(new JakartaProvider()).build()) {
            for (int i = 0; i < ROUNDS; i++) {
                EventRecorder events = new EventRecorder();
                sockets.connect("link", server.uri("/").toString(), events).awaitOpen(LIMIT);
                sockets.find("link").orElseThrow().close(CloseStatus.of(4000));
                events.awaitExactly("Opened Closed(4005)");
            }
        }
    }

    private static void forgetEndpoint() throws ReflectiveOperationException {
        WebSocketContainer container = ContainerProvider.getWebSocketContainer();
        Field known = container.getClass().getDeclaredField("clientEndpoints");
        known.setAccessible(true);
        ((Map<?, ?>) known.get(container)).remove(SocketEndpoint.class);
    }
}
