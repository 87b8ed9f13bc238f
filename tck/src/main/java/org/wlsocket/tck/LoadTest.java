// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.wlsocket.CloseStatus;
import org.wlsocket.NamedSocket;
import org.wlsocket.SocketEvent;
import org.wlsocket.SocketListener;
import org.wlsocket.Sockets;
import org.wlsocket.spi.SocketProvider;

/** Many messages through one socket, in both directions. The provider under test is named by a subclass. */
public abstract class LoadTest {

    static final Duration LONG = Duration.ofMinutes(5);
    private static final int THREADS = 64;

    /** {@return a new provider} */
    protected abstract SocketProvider provider();

    @Test
    void c4_each_accepted_message_of_many_threads_arrives_once_and_in_the_order_of_its_thread()
            throws Exception {
        send(1_000);
    }

    @Test
    @Tag("slow")
    void c4_hundreds_of_thousands_of_messages_of_many_threads_arrive_once_and_in_order() throws Exception {
        send(10_000);
    }

    private void send(int perThread) throws Exception {
        CountingScript counting = new CountingScript(THREADS);
        try (ScriptedServer server = ScriptedServer.start(counting);
                Sockets sockets = Sockets.builder().provider(provider()).build()) {
            EventRecorder events = new EventRecorder();
            NamedSocket socket = sockets.connect("load", server.uri("/").toString(), events);
            socket.awaitOpen(Patience.LIMIT);
            List<Background<Integer>> senders = new ArrayList<>();
            IntStream.range(0, THREADS)
                    .forEach(i -> senders.add(Background.call(() -> send(socket, i, perThread))));
            senders.forEach(sender -> assertThat(sender.result(LONG)).isEqualTo(perThread));
            socket.close(CloseStatus.of(4000));
            events.awaitClosed();
            assertThat(counting.faults()).isEmpty();
            assertThat(counting.counts()).containsOnly(perThread);
            assertThat(socket.statistics().accepted()).isEqualTo((long) THREADS * perThread);
            assertThat(socket.statistics().written()).isEqualTo((long) THREADS * perThread);
            assertThat(events).hasToString("Opened Closed(4000)");
        }
    }

    /** What is refused is tried again, with a wait for room. {@return how many were accepted} */
    private static int send(NamedSocket socket, int thread, int count) {
        int accepted = 0;
        for (int i = 0; i < count; i++) {
            String text = thread + ":" + i;
            boolean taken = socket.send(text).accepted()
                    || socket.send(text, Patience.LIMIT).accepted();
            accepted += taken ? 1 : 0;
        }
        return accepted;
    }

    @Test
    void e2_a_flood_of_messages_comes_in_order_and_none_after_closed() throws Exception {
        receive(100_000);
    }

    @Test
    @Tag("slow")
    void e2_a_million_messages_come_in_order_and_none_after_closed() throws Exception {
        receive(1_000_000);
    }

    private void receive(int count) throws Exception {
        Script flood = connection -> {
            connection.accept();
            for (int i = 0; i < count; i += 1000) {
                connection.send(numbered(i, 1000));
            }
            connection.close(4000, "");
            connection.expectClose();
        };
        Numbered numbered = new Numbered();
        try (ScriptedServer server = ScriptedServer.start(flood);
                Sockets sockets = Sockets.builder().provider(provider()).build()) {
            NamedSocket socket = sockets.connect("flood", server.uri("/").toString(), numbered);
            Patience.until("Closed has come", LONG, () -> numbered.closed);
            assertThat(socket.statistics().received()).isEqualTo(count);
        }
        assertThat(numbered.next).isEqualTo(count);
        assertThat(numbered.faults).isZero();
        assertThat(numbered.opened).isEqualTo(1);
        assertThat(numbered.ends).isEqualTo(1);
    }

    private static Frame[] numbered(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(i -> Frame.text("" + i))
                .toArray(Frame[]::new);
    }

    /** Counts what comes out of order. */
    private static final class Numbered implements SocketListener {

        private int next;
        private int faults;
        private int opened;
        private int ends;
        private volatile boolean closed;

        @Override
        public void on(SocketEvent event) {
            if (event instanceof SocketEvent.Text text) {
                faults += closed || Integer.parseInt(text.text()) != next ? 1 : 0;
                next++;
            }
            opened += event instanceof SocketEvent.Opened ? 1 : 0;
            ends += event instanceof SocketEvent.Closed ? 1 : 0;
            closed |= event instanceof SocketEvent.Closed;
        }
    }
}
