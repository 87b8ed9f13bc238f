// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.wlsocket.CloseStatus;
import org.wlsocket.spi.Wire;
import org.wlsocket.spi.WriteListener;

/** Calls a wire whose container keeps its caller until the peer has taken what was written. */
final class BlockingWire implements Wire {

    /** An abort is over by then, with or without a close frame. */
    private static final Duration ABORT_LIMIT = Duration.ofMillis(100);

    /** Only a machine that is overloaded takes so long to begin with it. */
    private static final Duration BEGIN_LIMIT = Duration.ofSeconds(2);

    private final Wire wire;
    private final Writers writers;
    private final Runnable cut;
    private final Duration beginLimit;
    private final Duration abortLimit;
    private volatile @Nullable Future<?> running;

    /** Takes what ends the connection without waiting. */
    BlockingWire(Wire wire, Writers writers, Runnable cut) {
        this(wire, writers, cut, BEGIN_LIMIT, ABORT_LIMIT);
    }

    /** Takes also how long an abort may take to begin, and to end from then on. */
    BlockingWire(Wire wire, Writers writers, Runnable cut, Duration beginLimit, Duration abortLimit) {
        this.wire = wire;
        this.writers = writers;
        this.cut = cut;
        this.beginLimit = beginLimit;
        this.abortLimit = abortLimit;
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
            running = writers.run(write);
        } catch (RejectedExecutionException e) {
            end.ended(e);
        }
    }

    @Override
    public void close(CloseStatus status) {
        try {
            running = writers.run(() -> wire.close(status));
        } catch (RejectedExecutionException e) {
            wire.abort(status);
        }
    }

    /** The connection has ended when this returns, so that another may follow (R7). */
    @Override
    public void abort(CloseStatus status) {
        Future<?> blocked = running;
        CountDownLatch begun = new CountDownLatch(1);
        try {
            Future<?> end = writers.run(() -> {
                begun.countDown();
                wire.abort(status);
            });
            var unused = begun.await(beginLimit.toMillis(), TimeUnit.MILLISECONDS);
            end.get(abortLimit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException | RejectedExecutionException e) {
            // The peer takes nothing, or nothing can be told it.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        cut.run();
        if (blocked != null) {
            // Over TLS its end may never be told.
            blocked.cancel(true);
        }
    }
}
