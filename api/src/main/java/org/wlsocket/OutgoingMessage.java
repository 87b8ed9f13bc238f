// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.nio.ByteBuffer;
import java.time.Instant;
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

    /** Guarded by the lock: its place in the order of acceptance. */
    private long number;

    /** Guarded by the lock; null: never. */
    private @Nullable Instant expiry;

    /**
     * Guarded by the lock: why the peer may have this although it does not count as written; null: it cannot.
     */
    private @Nullable DropReason doubt;

    /** Guarded by the lock: what a link's preparation sends is worth nothing to the next link. */
    private boolean forOneLink;

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

    // ---- called with the lock ----

    long number() {
        return number;
    }

    void numbered(long place) {
        number = place;
    }

    @Nullable Instant expiry() {
        return expiry;
    }

    void expiresAt(Instant time) {
        expiry = time;
    }

    @Nullable DropReason doubt() {
        return doubt;
    }

    void doubt(DropReason why) {
        doubt = why;
    }

    boolean isForOneLink() {
        return forOneLink;
    }

    void bindToLink() {
        forOneLink = true;
    }

    /**
     * Notes the one outcome. {@return what is to be run without the lock, so that those who wait learn of it}
     */
    Runnable settle(Outcome how) {
        outcome = how;
        CompletableFuture<Outcome> waiting = completion;
        return waiting == null ? NOBODY_WAITS : () -> waiting.complete(how);
    }

    UnwrittenMessage unwritten(String socketName, DropReason reason) {
        return UnwrittenMessage.of(socketName, text, data, reason);
    }

    // ---- called without the lock ----

    @Override
    public void start(Wire wire, WriteListener end) {
        if (text != null) {
            wire.write(text, end);
        } else if (data != null) {
            // A wire may move the position, and the message may have to go out again.
            wire.write(data.duplicate(), end);
        }
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
