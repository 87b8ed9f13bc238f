// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.wlsocket.spi.Wire;
import org.wlsocket.spi.WriteListener;

/** A ping on its way out, or one whose pong is awaited. */
final class Ping implements Outgoing {

    /** What the heartbeat wants to know of its own pings; both run without the lock. */
    record Watch(Runnable starting, Runnable written) {

        static final Watch NOBODY = new Watch(() -> {}, OutgoingMessage.NOBODY_WAITS);
    }

    private final long id;
    private final Instant asked;
    private final Watch watch;
    private final Alarm alarm = new Alarm();
    private final CompletableFuture<Duration> roundTrip = new CompletableFuture<>();

    Ping(long id, Instant asked, Watch watch) {
        this.id = id;
        this.asked = asked;
        this.watch = watch;
    }

    /** {@return what limits the wait for the pong, where somebody waits} */
    Alarm alarm() {
        return alarm;
    }

    CompletionStage<Duration> roundTrip() {
        return roundTrip.minimalCompletionStage();
    }

    @Override
    public void start(Wire wire, WriteListener end) {
        watch.starting.run();
        wire.ping(ByteBuffer.allocate(Long.BYTES).putLong(0, id), end);
    }

    /**
     * Called with the lock. What ends without a pong is told by {@link Pings}, which knows all pings of a
     * link.
     */
    Runnable ended(@Nullable Throwable failure) {
        return failure == null ? watch.written : OutgoingMessage.NOBODY_WAITS;
    }

    /** {@return the time until now} */
    Duration age(Instant now) {
        return Duration.between(asked, now);
    }

    /** Called without the lock, on the executor. */
    void fail(NamedSocketException why) {
        alarm.cancel();
        roundTrip.completeExceptionally(why);
    }

    /** Called without the lock, on the executor. */
    void answered(Duration time) {
        alarm.cancel();
        roundTrip.complete(time);
    }
}
