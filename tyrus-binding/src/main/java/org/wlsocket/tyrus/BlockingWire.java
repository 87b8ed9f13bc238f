// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import java.nio.ByteBuffer;
import java.util.concurrent.RejectedExecutionException;
import org.wlsocket.CloseStatus;
import org.wlsocket.spi.Wire;
import org.wlsocket.spi.WriteListener;

/** Calls a wire whose container keeps its caller until the peer has taken what was written. */
final class BlockingWire implements Wire {

    private final Wire wire;
    private final Writers writers;

    BlockingWire(Wire wire, Writers writers) {
        this.wire = wire;
        this.writers = writers;
    }

    @Override
    public void write(String text, WriteListener end) {
        run(() -> wire.write(text, end), end);
    }

    @Override
    public void write(ByteBuffer data, WriteListener end) {
        run(() -> wire.write(data, end), end);
    }

    @Override
    public void ping(ByteBuffer payload, WriteListener end) {
        run(() -> wire.ping(payload, end), end);
    }

    private void run(Runnable write, WriteListener end) {
        try {
            writers.run(write);
        } catch (RejectedExecutionException e) {
            end.ended(e);
        }
    }

    @Override
    public void close(CloseStatus status) {
        runAnyway(() -> wire.close(status));
    }

    @Override
    public void abort(CloseStatus status) {
        runAnyway(() -> wire.abort(status));
    }

    private void runAnyway(Runnable end) {
        try {
            writers.run(end);
        } catch (RejectedExecutionException e) {
            end.run();
        }
    }
}
