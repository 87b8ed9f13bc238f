// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.wlsocket.spi.WriteListener;

/** Reports the end of one write once, however often the container does. */
final class WriteEnd implements SendHandler {

    private final WriteListener listener;
    private final AtomicBoolean reported = new AtomicBoolean();

    WriteEnd(WriteListener listener) {
        this.listener = listener;
    }

    @Override
    public void onResult(SendResult result) {
        ended(result.isOK() ? null : failure(result));
    }

    void ended(@Nullable Throwable failure) {
        if (reported.compareAndSet(false, true)) {
            listener.ended(failure);
        }
    }

    private static Throwable failure(SendResult result) {
        Throwable cause = result.getException();
        return cause == null ? new IllegalStateException("the container does not say why") : cause;
    }
}
