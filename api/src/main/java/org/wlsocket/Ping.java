// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.wlsocket.spi.Wire;
import org.wlsocket.spi.WriteListener;

/** A ping on its way out, or one whose pong is awaited. */
final class Ping implements Outgoing {

    private final long id;
    private final Instant asked;
    private final CompletableFuture<Duration> roundTrip = new CompletableFuture<>();

    Ping(long id, Instant asked) {
        this.id = id;
        this.asked = asked;
    }

    CompletionStage<Duration> roundTrip() {
        return roundTrip.minimalCompletionStage();
    }

    @Override
    public void start(Wire wire, WriteListener end) {
        wire.ping(ByteBuffer.allocate(Long.BYTES).putLong(0, id), end);
    }

    /** What ends without a pong is told by {@link Pings}, which knows all pings of a link. */
    @Override
    public Runnable settle(Delivery.Outcome outcome) {
        return OutgoingMessage.NOBODY_WAITS;
    }

    /** Called without the lock, on the executor. */
    void fail(NamedSocketException why) {
        roundTrip.completeExceptionally(why);
    }

    /** Called without the lock, on the executor. */
    void answered(Instant now) {
        roundTrip.complete(Duration.between(asked, now));
    }
}
