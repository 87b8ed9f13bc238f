// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.wlsocket.CloseStatus;
import org.wlsocket.spi.Wire;
import org.wlsocket.spi.WireListener;
import org.wlsocket.spi.WriteListener;

/** One connection of the JDK's client. */
final class JdkWire implements Wire {

    private final WebSocket socket;
    private final WireListener listener;

    JdkWire(WebSocket socket, WireListener listener) {
        this.socket = socket;
        this.listener = listener;
    }

    @Override
    public void write(String text, WriteListener end) {
        report(socket.sendText(text, true), end);
    }

    @Override
    public void write(ByteBuffer data, WriteListener end) {
        report(socket.sendBinary(data, true), end);
    }

    @Override
    public void ping(ByteBuffer payload, WriteListener end) {
        report(socket.sendPing(payload), end);
    }

    private static void report(CompletableFuture<WebSocket> write, WriteListener end) {
        write.whenComplete((done, failure) -> end.ended(failure));
    }

    @Override
    public void close(CloseStatus status) {
        socket.sendClose(status.code(), status.reason()).whenComplete((done, failure) -> {
            if (failure != null) {
                listener.closed(CloseStatus.of(CloseStatus.ABNORMAL));
            }
        });
    }

    @Override
    public void abort(CloseStatus status) {
        socket.abort();
    }
}
