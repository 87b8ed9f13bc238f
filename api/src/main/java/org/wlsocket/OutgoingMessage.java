// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.wlsocket.spi.Wire;
import org.wlsocket.spi.WriteListener;

/** A message on its way out, and what became of it. */
final class OutgoingMessage implements Outgoing, Delivery {

    static final Runnable NOBODY_WAITS = () -> {};

    private static final Outcome PENDING = new Outcome.Pending();

    private final SocketLock lock;
    private final @Nullable String text;
    private final @Nullable ByteBuffer data;
    private final long size;

    private volatile Outcome outcome = PENDING;

    /** Guarded by the lock; made only when asked for. */
    private @Nullable CompletableFuture<Outcome> completion;

    private OutgoingMessage(SocketLock lock, @Nullable String text, @Nullable ByteBuffer data, long size) {
        this.lock = lock;
        this.text = text;
        this.data = data;
        this.size = size;
    }

    static OutgoingMessage of(SocketLock lock, String text) {
        String sent = Utf8.wellFormed(Checks.notNull(text, "text to send"));
        return new OutgoingMessage(lock, sent, null, Utf8.length(sent));
    }

    static OutgoingMessage of(SocketLock lock, ByteBuffer data) {
        ByteBuffer sent = Bytes.copyOf(Checks.notNull(data, "buffer to send"));
        return new OutgoingMessage(lock, null, sent, sent.remaining());
    }

    long size() {
        return size;
    }

    @Override
    public void start(Wire wire, WriteListener end) {
        if (text != null) {
            wire.write(text, end);
        } else if (data != null) {
            wire.write(data, end);
        }
    }

    @Override
    public Runnable settle(Outcome how) {
        outcome = how;
        CompletableFuture<Outcome> waiting = completion;
        return waiting == null ? NOBODY_WAITS : () -> waiting.complete(how);
    }

    @Override
    public Outcome outcome() {
        return outcome;
    }

    @Override
    public CompletionStage<Outcome> completion() {
        lock.lock();
        try {
            if (outcome != PENDING) {
                return CompletableFuture.completedStage(outcome);
            }
            if (completion == null) {
                completion = new CompletableFuture<>();
            }
            return completion.minimalCompletionStage();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String toString() {
        return "Delivery[" + size + " bytes, " + outcome + "]";
    }
}
