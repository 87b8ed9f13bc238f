// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Notices that the peer of a link is gone (R11): a ping at each interval, through the link's own writer, and
 * some frame within the limit after it was written. Nothing is concluded while the link is not read because
 * its listener is behind (E10).
 */
final class Heartbeat {

    private final Link link;
    private final Kernel kernel;
    private final @Nullable Duration interval;
    private final Duration limit;

    /** The last ping that was written, or is being written; the first one stands for none. */
    private volatile Round round = new Round();

    /** Whether a ping waits to be written. */
    private volatile boolean queued;

    /** Whether the link is not read. */
    private volatile boolean suspended;

    private final Alarm nextBeat = new Alarm();

    /** One ping, and whether something came since it was about to be written. */
    private static final class Round {

        private final Alarm verdict = new Alarm();
        private volatile boolean alive;
        private volatile @Nullable Ping ping;
    }

    Heartbeat(Link link, Kernel kernel, SocketOptions options) {
        this.link = link;
        this.kernel = kernel;
        this.interval = options.pingInterval().orElse(null);
        this.limit = options.pongLimit();
        this.round.alive = true;
    }

    /** The peer has shown life. Called for each frame, so it must cost nothing. */
    void alive() {
        Round now = round;
        if (!now.alive) {
            now.alive = true;
        }
    }

    /** The link is not read any more, so that no frame can be seen. */
    void suspend() {
        suspended = true;
    }

    /** The link is read again. */
    void resume() {
        alive();
        suspended = false;
    }

    /** {@return whether a thread of the container waits for the listener, and so reads nothing} */
    boolean isSuspended() {
        return suspended;
    }

    /** The link is open; called without the lock. Ends by itself when the link is not live any more. */
    void start() {
        if (interval != null) {
            nextBeat.set(kernel, interval, this::beat);
        }
    }

    /** The link is over; called without the lock. */
    void cancel() {
        nextBeat.cancel();
        round.verdict.cancel();
    }

    /** No ping while the last one has had no answer: its limit decides then. */
    private void beat() {
        boolean over = false;
        if (!queued && !suspended && round.alive) {
            settle(round);
            over = !ping(new Round());
        }
        if (!over) {
            start();
        }
    }

    /** A peer that shows life otherwise need not answer each ping. */
    private void settle(Round answered) {
        answered.verdict.cancel();
        Ping ping = answered.ping;
        if (ping != null) {
            link.pings().forget(ping);
        }
    }

    /** {@return whether the link is live still} */
    private boolean ping(Round next) {
        queued = true;
        next.ping = link.ping(
                new Ping.Watch(() -> begin(next), () -> next.verdict.set(kernel, limit, () -> judge(next))));
        return next.ping != null;
    }

    private void begin(Round next) {
        round = next;
        queued = false;
    }

    private void judge(Round one) {
        if (one.alive || suspended) {
            one.alive = true;
            return;
        }
        link.giveUp(Failure.of(
                Failure.Phase.OPEN,
                Failure.Reason.PEER_SILENT,
                "expected a frame of the peer within " + limit + " after a ping, found none; the peer or"
                        + " the network to it is gone, or raise SocketOptions.withPings"));
    }
}
