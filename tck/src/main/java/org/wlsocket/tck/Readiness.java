// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Waits until one operation of a non-blocking channel can go on. One thread waits at a time. */
final class Readiness {
    private final SocketChannel channel;
    private final int operation;
    private @Nullable Selector selector; // guarded by this
    private boolean closed; // guarded by this

    Readiness(SocketChannel channel, int operation) {
        this.channel = channel;
        this.operation = operation;
    }

    /** Waits until ready, woken or past the deadline ({@link System#nanoTime}); the caller looks again. */
    void await(long deadline, String otherwise) throws IOException {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) {
            throw new SocketTimeoutException(otherwise);
        }
        try {
            selector().select(key -> {}, left);
        } catch (ClosedSelectorException e) {
            throw new ClosedChannelException();
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted while waiting for the peer");
        }
    }

    // Made when first needed: each costs descriptors, and most connections never wait for room to write.
    private synchronized Selector selector() throws IOException {
        if (closed) {
            throw new ClosedChannelException();
        }
        if (selector == null) {
            selector = Selector.open();
            channel.register(selector, operation);
        }
        return selector;
    }

    synchronized void wakeUp() {
        if (selector != null) {
            selector.wakeup();
        }
    }

    synchronized void close() throws IOException {
        closed = true;
        if (selector != null) {
            selector.close();
        }
    }
}
