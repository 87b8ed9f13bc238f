// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Notices that the peer of a link is gone (R11): a ping at each interval, through the link's own writer, and some frame
 * within the limit after it was written. Nothing is concluded while the link is not read because its listener is behind
 * (E10).
 */
final class Heartbeat {

    private final Link link;
    private final Kernel kernel;
    private final @Nullable Duration interval;
    private final Duration limit;

    /** Whether something came since the last ping was about to be written. */
    private volatile boolean alive = true;

    /** Whether the link is not read. */
    private volatile boolean suspended;

    /** Whether the answer to the last ping is being waited for; no other ping is sent then. */
    private volatile boolean waiting;

    private final Alarm nextBeat = new Alarm();
    private final Alarm verdict = new Alarm();

    /** Written by one beat at a time. */
    private volatile @Nullable Ping last;

    Heartbeat(Link link, Kernel kernel, SocketOptions options) {
        this.link = link;
        this.kernel = kernel;
        this.interval = options.pingInterval().orElse(null);
        this.limit = options.pongLimit();
    }

    /** The peer has shown life. Called for each frame, so it must cost nothing. */
    void alive() {
        if (!alive) {
            alive = true;
        }
    }

    /** The link is not read any more, so that no frame can be seen. */
    void suspend() {
        suspended = true;
    }

    /** The link is read again. */
    void resume() {
        alive = true;
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
        verdict.cancel();
    }

    private void beat() {
        boolean over = false;
        if (!waiting && !suspended) {
            waiting = true;
            Ping ping = link.ping(new Ping.Watch(() -> alive = false, () -> verdict.set(kernel, limit, this::judge)));
            forgetLast();
            last = ping;
            over = ping == null;
        }
        if (!over) {
            start();
        }
    }

    /** A peer that shows life otherwise need not answer each ping. */
    private void forgetLast() {
        Ping before = last;
        if (before != null) {
            link.pings().forget(before);
        }
    }

    private void judge() {
        waiting = false;
        if (alive || suspended) {
            return;
        }
        link.giveUp(Failure.of(
                Failure.Phase.OPEN,
                Failure.Reason.PEER_SILENT,
                "expected a frame of the peer within " + limit + " after a ping, found none; the peer or the network"
                        + " to it is gone, or raise SocketOptions.withPings"));
    }
}
