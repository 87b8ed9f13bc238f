// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.wlsocket.CloseStatus;
import org.wlsocket.SocketEvent;
import org.wlsocket.tck.Frame;
import org.wlsocket.tck.MemoryPeer;
import org.wlsocket.tck.Script;
import org.wlsocket.tck.ScriptedServer;

/** D2 under load. */
abstract class LoadScenario extends FormScenario {

    private static final int MILLION = 1_000_000;
    private static final Duration LIMIT = Duration.ofMinutes(5);

    /** So many frames a server writes at once. */
    private static final int TOGETHER = 1_000;

    @ApplicationScoped
    static class Counter {
        /** Written by one delivery at a time; the latch makes it visible to the test. */
        private static int expected;

        private static final List<String> WRONG = new ArrayList<>();
        private static volatile CountDownLatch closed = new CountDownLatch(1);

        void message(@Observes @SocketName("numbers") SocketEvent.Text event) {
            if (closed.getCount() == 0) {
                WRONG.add(event.text() + " after Closed");
            } else if (!event.text().equals(Integer.toString(expected))) {
                WRONG.add(event.text() + " instead of " + expected);
            }
            expected++;
        }

        void closed(@Observes @SocketName("numbers") SocketEvent.Closed event) {
            closed.countDown();
        }
    }

    @Test
    void d2_100_000_messages_come_in_order_once_and_before_closed() throws InterruptedException {
        run(100_000);
    }

    @Test
    @Tag("slow")
    void d2_1_000_000_messages_come_in_order_once_and_before_closed() throws InterruptedException {
        run(MILLION);
    }

    @Test
    @Tag("slow")
    void d2_1_000_000_messages_of_a_server_come_in_order_once_and_before_closed() throws Exception {
        Script flood = connection -> {
            connection.accept();
            for (int i = 0; i < MILLION; i += TOGETHER) {
                connection.send(numbered(i));
            }
            connection.close(1000, "");
            connection.expectClose();
        };
        try (ScriptedServer server = ScriptedServer.builder().ioLimit(LIMIT).start(flood)) {
            start(with(Counter.class)
                    .onTheNetwork()
                    .set("wlsocket.numbers.url", server.uri("/").toString()));
            awaitAll(MILLION);
        }
    }

    private static Frame[] numbered(int from) {
        return IntStream.range(from, from + TOGETHER)
                .mapToObj(i -> Frame.text(Integer.toString(i)))
                .toArray(Frame[]::new);
    }

    private void run(int messages) throws InterruptedException {
        start(with(Counter.class).socket("numbers"));
        MemoryPeer peer = app.peer();
        for (int i = 0; i < messages; i++) {
            peer.send(Integer.toString(i));
        }
        peer.close(CloseStatus.NORMAL);
        awaitAll(messages);
    }

    private static void start(App app) {
        Counter.expected = 0;
        Counter.WRONG.clear();
        Counter.closed = new CountDownLatch(1);
        app.set("wlsocket.numbers.reconnect.enabled", "false").start();
    }

    private void awaitAll(int messages) throws InterruptedException {
        assertThat(Counter.closed.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        app.close();
        assertThat(Counter.WRONG).isEmpty();
        assertThat(Counter.expected).isEqualTo(messages);
    }
}
