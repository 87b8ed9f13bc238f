// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import java.net.ProtocolException;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.wlsocket.CloseStatus;
import org.wlsocket.spi.Opening;
import org.wlsocket.spi.WireListener;

/**
 * Passes on what the JDK's client reports; it asks for the next report when the kernel has taken the one
 * before.
 */
final class JdkListener implements WebSocket.Listener {

    private final WireListener listener;

    JdkListener(WireListener listener) {
        this.listener = listener;
    }

    @Override
    public void onOpen(WebSocket socket) {
        listener.opened(new JdkWire(socket, listener), new Opening(socket.getSubprotocol(), Map.of()));
        socket.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
        listener.text(part.toString(), last);
        socket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer part, boolean last) {
        listener.binary(part, last);
        socket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket socket, ByteBuffer payload) {
        listener.pong(payload);
        socket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        listener.closed(CloseStatus.of(code, reason));
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        if (JdkFailures.has(error, ProtocolException.class)) {
            listener.failed(JdkFailures.violation(error));
        } else {
            listener.closed(CloseStatus.of(CloseStatus.ABNORMAL));
        }
    }
}
