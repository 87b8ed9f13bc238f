// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.wlangage;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.wlsocket.CloseStatus;
import org.wlsocket.Failure;
import org.wlsocket.spi.ConnectFailedException;
import org.wlsocket.spi.Handshake;
import org.wlsocket.spi.Opening;
import org.wlsocket.spi.SocketProvider;
import org.wlsocket.spi.Wire;
import org.wlsocket.spi.WireListener;
import org.wlsocket.spi.WriteListener;

/** A server in memory: accepts, refuses or is silent, and keeps what it was asked. */
final class FakeProvider implements SocketProvider {

    final BlockingQueue<Handshake> handshakes = new LinkedBlockingQueue<>();
    final BlockingQueue<Peer> peers = new LinkedBlockingQueue<>();
    final CountDownLatch answers = new CountDownLatch(1);
    volatile @Nullable Failure refusal;
    volatile boolean silent;
    volatile boolean stuck;

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public void connect(Handshake handshake, WireListener listener) throws Exception {
        handshakes.add(handshake);
        Failure failure = refusal;
        if (failure != null) {
            throw new ConnectFailedException(failure);
        }
        if (silent) {
            answers.await();
            throw new ConnectFailedException(
                    Failure.of(Failure.Phase.CONNECT, Failure.Reason.OTHER, "the server was silent"));
        }
        Peer peer = new Peer(listener, stuck);
        listener.opened(peer, new Opening("", Map.of()));
        peers.add(peer);
    }

    @Override
    public void close() {
        answers.countDown();
    }

    Peer peer() throws InterruptedException {
        return soon(peers);
    }

    static <T> T soon(BlockingQueue<T> queue) throws InterruptedException {
        T value = queue.poll(10, TimeUnit.SECONDS);
        if (value == null) {
            throw new AssertionError("nothing came within 10 s");
        }
        return value;
    }

    /** The other end of one link. A stuck one never takes what is written. */
    record Peer(WireListener listener, boolean stuck, BlockingQueue<String> received) implements Wire {

        Peer(WireListener listener, boolean stuck) {
            this(listener, stuck, new LinkedBlockingQueue<>());
        }

        void says(String text) {
            listener.text(text, true);
        }

        void says(byte[] bytes) {
            listener.binary(ByteBuffer.wrap(bytes), true);
        }

        void failsWith(Failure.Reason reason, String message) {
            listener.failed(Failure.of(Failure.Phase.OPEN, reason, message));
        }

        void closes(int code) {
            listener.closed(CloseStatus.of(code));
        }

        @Override
        public void write(String text, WriteListener end) {
            took(text, end);
        }

        @Override
        public void write(ByteBuffer data, WriteListener end) {
            byte[] bytes = new byte[data.remaining()];
            data.duplicate().get(bytes);
            took("binary " + List.of(new String(bytes, StandardCharsets.ISO_8859_1)), end);
        }

        private void took(String message, WriteListener end) {
            received.add(message);
            if (!stuck) {
                end.ended(null);
            }
        }

        @Override
        public void ping(ByteBuffer payload, WriteListener end) {
            end.ended(null);
        }

        @Override
        public void close(CloseStatus status) {
            received.add("close " + status.code());
            listener.closed(status);
        }

        @Override
        public void abort(CloseStatus status) {}
    }
}
