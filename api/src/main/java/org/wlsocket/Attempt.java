// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wlsocket.spi.ConnectFailedException;
import org.wlsocket.spi.Handshake;
import org.wlsocket.spi.SocketProvider;

/**
 * The one connection attempt of a link: the credentials and a blocking call of the provider, on a thread of
 * its own that is never interrupted, and the limit within which the link must be open. Whatever is thrown is
 * a failed attempt.
 */
final class Attempt {

    private enum Stage {
        NOT_STARTED,
        /** The link before under the same name still holds something. */
        AWAITS_TURN,
        CREDENTIALS,
        CONNECTING,
        RETURNED
    }

    static {
        // Needed when a container comes back late, and a server may have taken the classes away by then.
        var unused = Logs.class;
    }

    private final Link link;
    private final ManagedSocket socket;
    private final SocketLife life;
    private final SocketShared shared;
    private final Kernel kernel;
    private final SocketLock lock;
    private final Limit limit;

    /** Guarded by the lock. */
    private Stage stage = Stage.NOT_STARTED;

    /** Guarded by the lock: whose end is awaited; null when it is this attempt's turn. */
    private @Nullable Link before;

    /** Guarded by the lock. */
    private boolean started;

    /** Guarded by the lock. */
    private boolean afterRefusal;

    /** Inside the provider's or the credentials provider's call. */
    private volatile @Nullable Thread runner;

    Attempt(Link link, ManagedSocket socket, SocketLife life, SocketShared shared) {
        this.link = link;
        this.socket = socket;
        this.life = life;
        this.shared = shared;
        this.kernel = shared.kernel();
        this.lock = shared.lock();
        this.limit = new Limit(kernel, lock, socket.destination().connectLimit(), this::limitPassed);
    }

    /**
     * The link before under the same name still holds something. While it is being closed it has limits of
     * its own; what is held of it after its end is waited for within the limit of this attempt. A link that
     * ends meanwhile holds its turn still, so that none behind it overtakes.
     */
    void awaitTurn(Link linkBefore) {
        lock.lock();
        try {
            stage = Stage.AWAITS_TURN;
            before = linkBefore;
        } finally {
            lock.unlock();
        }
        limit.startIf(() -> !link.isOver());
    }

    /** Starts the attempt, unless the link was closed before; called without the lock. */
    void start() {
        boolean start;
        boolean set = false;
        lock.lock();
        try {
            before = null;
            start = !link.isOver();
            stage = start ? Stage.CREDENTIALS : Stage.RETURNED;
            started = start;
            if (start) {
                set = limit.start();
                afterRefusal = life.retries().isChallenged();
                shared.counters().attempts++;
                shared.counters().heldAttempts++;
            }
        } finally {
            lock.unlock();
        }
        if (set) {
            limit.set();
        }
        if (start) {
            run();
        } else {
            link.releaseWhenFree();
        }
    }

    /** Whoever has no thread for the attempt must not hold the socket by it. */
    private void run() {
        try {
            kernel.connect(this::connectAndReturn);
        } catch (Throwable t) {
            link.attemptFailed(Failure.of(
                            Failure.Phase.CONNECT,
                            Failure.Reason.OTHER,
                            "expected a thread for the attempt, found none: " + Logs.shown(t))
                    .withException(t));
            returned();
        }
    }

    /** Called with the lock. {@return whether it is to start still, even in vain, or has not returned} */
    boolean isHeld() {
        return stage != Stage.RETURNED;
    }

    /** {@return whether the calling thread is inside this attempt} */
    boolean isRunning() {
        return runner == Thread.currentThread();
    }

    /** Called with the lock. {@return whether somebody was or is asked to connect} */
    boolean isStarted() {
        return started;
    }

    /** Called with the lock. */
    boolean isGettingCredentials() {
        return stage == Stage.CREDENTIALS && socket.destination().credentials().isPresent();
    }

    /** The link is open or over; called with the lock. */
    void stopLimit() {
        limit.stop();
    }

    /** The link is over; called without the lock. */
    void cancelLimit() {
        limit.cancel();
    }

    private void connectAndReturn() {
        runner = Thread.currentThread();
        try {
            Failure failure = connect();
            if (failure != null) {
                link.attemptFailed(failure);
            }
        } finally {
            runner = null;
            returned();
        }
    }

    private void returned() {
        lock.lock();
        try {
            stage = Stage.RETURNED;
            shared.counters().heldAttempts--;
        } finally {
            lock.unlock();
        }
        link.releaseWhenFree();
    }

    /** {@return null when the link is open, or about to be, or given up before the provider was asked} */
    private @Nullable Failure connect() {
        Destination destination;
        try {
            destination = resolved();
        } catch (Throwable t) {
            return credentialsFailed("the credentials provider threw: " + Logs.shown(t)).withException(t);
        }
        if (destination == null) {
            return credentialsFailed("expected credentials of the provider, found null; return"
                    + " Credentials.none() for an attempt without");
        }
        return mayConnect() ? connect(destination) : null;
    }

    private @Nullable Destination resolved() throws Exception {
        Destination destination = socket.destination();
        Optional<CredentialsProvider> provider = destination.credentials();
        if (provider.isEmpty()) {
            return destination;
        }
        Credentials given = provider.get().provide(
                CredentialsProvider.Request.of(socket.name(), wasRefused()));
        return given == null ? null : destination.with(given);
    }

    private static Failure credentialsFailed(String message) {
        return Failure.of(Failure.Phase.CREDENTIALS, Failure.Reason.CREDENTIALS, message);
    }

    private boolean wasRefused() {
        lock.lock();
        try {
            return afterRefusal;
        } finally {
            lock.unlock();
        }
    }

    /** A link that was given up while credentials or keys were on their way goes nowhere (R7). */
    private boolean mayConnect() {
        lock.lock();
        try {
            stage = Stage.CONNECTING;
            return !link.isOver();
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Failure connect(Destination destination) {
        SocketProvider provider = kernel.provider();
        try {
            Handshake handshake = HandshakeSources.resolve(destination, socket.options().maxMessageSize());
            if (mayConnect()) {
                provider.connect(handshake, new LinkInbound(link, socket, shared));
            }
            return null;
        } catch (ConnectFailedException e) {
            return e.failure();
        } catch (Throwable t) {
            return Failure.of(
                            Failure.Phase.CONNECT,
                            Failure.Reason.OTHER,
                            "the provider " + provider.name() + " could not connect: " + Logs.shown(t))
                    .withException(t);
        }
    }

    private void limitPassed() {
        Link awaited = linkBefore();
        if (awaited != null && awaited.isWanted()) {
            limit.startIf(() -> !link.isOver());
            return;
        }
        link.connectLimitPassed(tooLate(stageNow(), socket.destination()));
    }

    private @Nullable Link linkBefore() {
        lock.lock();
        try {
            return before;
        } finally {
            lock.unlock();
        }
    }

    private Stage stageNow() {
        lock.lock();
        try {
            return stage == Stage.CREDENTIALS && !isGettingCredentials() ? Stage.CONNECTING : stage;
        } finally {
            lock.unlock();
        }
    }

    private static Failure tooLate(Stage stage, Destination to) {
        Duration length = to.connectLimit();
        return switch (stage) {
            case CREDENTIALS -> Failure.of(
                    Failure.Phase.CREDENTIALS,
                    Failure.Reason.TIMED_OUT,
                    "expected credentials within the connect limit of " + length + ", found none; see what"
                            + " the credentials provider waits for, or raise Destination.withConnectLimit");
            case AWAITS_TURN -> Failure.of(
                    Failure.Phase.CONNECT,
                    Failure.Reason.TIMED_OUT,
                    "expected the link before under this name to end within " + length + ", found it still"
                            + " held; see whether its server answers the close, or raise"
                            + " Destination.withConnectLimit");
            default -> Failure.of(
                    Failure.Phase.CONNECT,
                    Failure.Reason.TIMED_OUT,
                    "expected an open link within " + length + ", found none; see whether the server"
                            + (to.proxy().isDirect() ? " answers" : " and the " + to.proxy() + " answer")
                            + ", or raise Destination.withConnectLimit");
        };
    }
}
