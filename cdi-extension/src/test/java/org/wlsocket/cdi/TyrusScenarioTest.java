// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.wlsocket.NamedSocket;
import org.wlsocket.SocketEvent;
import org.wlsocket.tck.TyrusServerExtension;

/** The whole way: configuration, CDI, kernel, Tyrus, network, over ws: and over wss:. */
class TyrusScenarioTest {

    @RegisterExtension
    static final TyrusServerExtension SERVER = TyrusServerExtension.of(Echo.class).trustedByDefault();

    private static final BlockingQueue<Integer> CODES = new LinkedBlockingQueue<>();

    private App app;

    @ServerEndpoint("/echo")
    public static class Echo {
        @OnMessage
        public String reply(String message) {
            return message;
        }

        @OnClose
        public void closed(CloseReason reason) {
            CODES.add(reason.getCloseCode().getCode());
        }
    }

    @ApplicationScoped
    static class Client {
        @Inject
        Diary diary;

        @Inject
        @SocketName("echo")
        NamedSocket echo;

        void on(@Observes @SocketName("echo") SocketEvent event) {
            diary.write("client", event);
            if (event instanceof SocketEvent.Opened) {
                echo.send("hello");
            }
        }
    }

    @BeforeEach
    void clear() {
        Diary.clear();
        CODES.clear();
    }

    @AfterEach
    void stop() {
        app.close();
    }

    private void run(String url) {
        app = App.with(Client.class, Diary.class)
                .onTheNetwork()
                .set("wlsocket.echo.url", url)
                .start();
        assertThat(Diary.next(2)).containsExactly("client echo opened", "client echo text hello");
        app.close();
        assertThat(Diary.next(2)).last().isEqualTo("diary ends");
        assertThat(Await.next(CODES, "a close")).isEqualTo(1001);
        Await.until("no thread of the client is left", () -> Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .noneMatch(name -> name.startsWith("wlsocket-")));
    }

    @Test
    void a_configured_socket_talks_to_a_server_over_ws() {
        run(SERVER.ws("/echo").toString());
    }

    @Test
    void a_configured_socket_talks_to_a_server_over_wss() {
        run(SERVER.wss("/echo").toString());
    }
}
