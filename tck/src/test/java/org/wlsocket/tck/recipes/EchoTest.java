// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck.recipes;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.wlsocket.NamedSocket;
import org.wlsocket.Sockets;
import org.wlsocket.tck.EventRecorder;
import org.wlsocket.tck.MemoryProvider;

class EchoTest {

    @Test
    void an_echo_comes_back() {
        MemoryProvider provider = MemoryProvider.with(peer -> peer.onText(peer::send));
        EventRecorder events = new EventRecorder();
        try (Sockets sockets = Sockets.builder().provider(provider).build()) {
            NamedSocket echo = sockets.connect("echo", "ws://anything/echo", events);
            echo.awaitOpen(Duration.ofSeconds(10));
            echo.send("hello");
            events.awaitExactly("Opened Text(hello)");
        }
    }
}
