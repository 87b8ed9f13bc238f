// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wlsocket.CloseStatus;
import org.wlsocket.NamedSocket;
import org.wlsocket.OfflineQueue;
import org.wlsocket.Reconnect;
import org.wlsocket.SocketOptions;
import org.wlsocket.Sockets;
import org.wlsocket.spi.Handshake;
import org.wlsocket.spi.Opening;
import org.wlsocket.spi.SocketProvider;
import org.wlsocket.spi.Wire;
import org.wlsocket.spi.WireListener;
import org.wlsocket.spi.WriteListener;

/**
 * A wire that keeps what it is given until it is flushed: whatever the writer's turns are, nothing stays
 * behind.
 */
class WriterTurnTest {

    private final CountDownLatch mayOpen = new CountDownLatch(1);
    private final List<String> given = new CopyOnWriteArrayList<>();

    /** Ends each write at once. */
    private final class BatchingWire implements Wire {

        private final WireListener listener;

        BatchingWire(WireListener listener) {
            this.listener = listener;
        }

        @Override
        public void write(String text, WriteListener end) {
            given.add(text);
            end.ended(null);
        }

        @Override
        public void write(ByteBuffer data, WriteListener end) {
            throw new AssertionError("no binary message is sent here");
        }

        @Override
        public void ping(ByteBuffer payload, WriteListener end) {
            throw new AssertionError("no ping is sent here");
        }

        @Override
        public void flush() {
            given.add("flush");
        }

        @Override
        public void close(CloseStatus status) {
            listener.closed(status);
        }

        @Override
        public void abort(CloseStatus status) {
            listener.closed(CloseStatus.of(CloseStatus.ABNORMAL));
        }
    }

    private final class BatchingProvider implements SocketProvider {

        @Override
        public String name() {
            return "batching";
        }

        @Override
        public void connect(Handshake handshake, WireListener listener) throws Exception {
            mayOpen.await();
            listener.opened(new BatchingWire(listener), new Opening("", Map.of()));
        }

        @Override
        public void close() {}
    }

    /** A turn is 64 writes: the numbers around it end in one turn, just in one, and in two. */
    @ParameterizedTest
    @ValueSource(ints = {1, 63, 64, 65, 128})
    void c5_what_was_written_last_is_flushed(int count) {
        try (Sockets sockets =
                Sockets.builder().provider(new BatchingProvider()).build()) {
            SocketOptions options = SocketOptions.defaults()
                    .withoutPings()
                    .withReconnect(Reconnect.on())
                    .withQueue(OfflineQueue.on(OfflineQueue.Overflow.REFUSE));
            NamedSocket socket = sockets.connect("client", "ws://batching/", options, event -> {});
            IntStream.range(0, count).forEach(i -> socket.send("" + i));
            mayOpen.countDown();
            Patience.until("all is written", () -> socket.statistics().written() == count);
            Patience.until("the last is flushed", () -> given.get(given.size() - 1).equals("flush"));
            assertThat(given.stream().filter(each -> !each.equals("flush")))
                    .containsExactlyElementsOf(
                            IntStream.range(0, count).mapToObj(String::valueOf).toList());
        }
    }
}
