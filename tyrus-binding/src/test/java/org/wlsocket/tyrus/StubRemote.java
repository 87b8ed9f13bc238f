// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** Writes for {@link StubSession}, one frame after the other. */
final class StubRemote implements RemoteEndpoint.Async {

    private final WebSocket socket;

    /** Guarded by this. */
    private CompletableFuture<?> last = CompletableFuture.completedFuture(null);

    StubRemote(WebSocket socket) {
        this.socket = socket;
    }

    private synchronized CompletableFuture<?> then(Supplier<CompletableFuture<WebSocket>> write) {
        CompletableFuture<?> written = last.handle((done, failed) -> null).thenCompose(done -> write.get());
        last = written;
        return written;
    }

    private static void tell(SendHandler handler, Throwable failed) {
        handler.onResult(failed == null ? new SendResult() : new SendResult(failed));
    }

    @Override
    public void sendText(String text, SendHandler handler) {
        then(() -> socket.sendText(text, true)).whenComplete((done, failed) -> tell(handler, failed));
    }

    @Override
    public void sendBinary(ByteBuffer data, SendHandler handler) {
        then(() -> socket.sendBinary(data, true)).whenComplete((done, failed) -> tell(handler, failed));
    }

    @Override
    public void sendPing(ByteBuffer payload) {
        then(() -> socket.sendPing(payload));
    }

    // ---- not needed ----

    @Override
    public void sendPong(ByteBuffer payload) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long getSendTimeout() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setSendTimeout(long millis) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Future<Void> sendText(String text) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Future<Void> sendBinary(ByteBuffer data) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Future<Void> sendObject(Object data) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void sendObject(Object data, SendHandler handler) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setBatchingAllowed(boolean allowed) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean getBatchingAllowed() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void flushBatch() {
        throw new UnsupportedOperationException();
    }
}
