// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.wlsocket.spi.ConnectFailedException;
import org.wlsocket.spi.Handshake;
import org.wlsocket.spi.SocketProvider;

/**
 * The one connection attempt of a link: a blocking call of the provider, on a thread of its own that is never
 * interrupted, and the limit within which the link must be open. Whatever the provider throws is a failed attempt.
 */
final class Attempt {

    private final Link link;
    private final ManagedSocket socket;
    private final Inbox inbox;
    private final Kernel kernel;
    private final SocketLock lock;
    private final Limit limit;

    /** Guarded by the lock: whether the provider's call has not returned. */
    private boolean held;

    Attempt(Link link, ManagedSocket socket, Inbox inbox, Kernel kernel, SocketLock lock) {
        this.link = link;
        this.socket = socket;
        this.inbox = inbox;
        this.kernel = kernel;
        this.lock = lock;
        this.limit = new Limit(kernel, lock, socket.destination().connectLimit(), this::limitPassed);
    }

    /** The link before under the same name still holds something: that is waited for within the limit. */
    void awaitTurn() {
        boolean set;
        lock.lock();
        try {
            set = limit.start();
        } finally {
            lock.unlock();
        }
        if (set) {
            limit.set();
        }
    }

    /** Starts the attempt, unless the link was closed before; called without the lock. */
    void start() {
        boolean set;
        lock.lock();
        try {
            if (link.isOver()) {
                return;
            }
            held = true;
            set = limit.start();
            socket.attemptStarted();
        } finally {
            lock.unlock();
            link.releaseWhenFree();
        }
        if (set) {
            limit.set();
        }
        kernel.connect(this::run);
    }

    /** Called with the lock. */
    boolean isHeld() {
        return held;
    }

    /** The link is open or over; called with the lock. */
    void stopLimit() {
        limit.stop();
    }

    /** The link is over; called without the lock. */
    void cancelLimit() {
        limit.cancel();
    }

    private void run() {
        Failure failure = connect();
        if (failure != null) {
            link.attemptFailed(failure);
        }
        lock.lock();
        try {
            held = false;
            socket.attemptEnded();
        } finally {
            lock.unlock();
        }
        link.releaseWhenFree();
    }

    /** {@return null when the link is open, or about to be} */
    private @Nullable Failure connect() {
        SocketProvider provider = kernel.provider();
        try {
            Handshake handshake = Handshake.of(socket.destination(), socket.options().maxMessageSize());
            provider.connect(handshake, new LinkInbound(link, socket, inbox, kernel, lock));
            return null;
        } catch (ConnectFailedException e) {
            return e.failure();
        } catch (Throwable t) {
            return Failure.of(
                            Failure.Phase.CONNECT,
                            Failure.Reason.OTHER,
                            "the provider " + provider.name() + " could not connect: " + t)
                    .withException(t);
        }
    }

    private void limitPassed() {
        Duration length = socket.destination().connectLimit();
        link.connectLimitPassed(Failure.of(
                Failure.Phase.CONNECT,
                Failure.Reason.TIMED_OUT,
                "expected an open link within " + length + ", found none; see whether the server answers, or raise"
                        + " Destination.withConnectLimit"));
    }
}
