// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import jakarta.websocket.WebSocketContainer;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.wlsocket.spi.ConnectFailedException;
import org.wlsocket.spi.Handshake;

/** Shares one container for each distinct set of settings, and stops those that nobody uses. */
final class Containers {

    /**
     * So long the close waits for attempts and stops; only a name look-up should take longer, and nothing can
     * end it.
     */
    private static final Duration ATTEMPTS_END_LIMIT = Duration.ofMillis(500);

    private final Watch watch = new Watch();
    private final Compression compression = new Compression();

    /** Held while a container is found or made, which may take long; who only counts does not wait then. */
    private final Object making = new Object();

    /** Guarded by making. */
    private final ContainerChoice choice = new ContainerChoice();

    /** Guarded by this. */
    private final Map<ContainerSettings, Shared> shared = new HashMap<>();

    /** Written while making; null until the first container is found. */
    private volatile @Nullable Tuner tuner;

    /** Guarded by making: found to learn the make of container, and not yet used. */
    private @Nullable WebSocketContainer spare;

    /** Guarded by this. */
    private boolean closed;

    /** Guarded by this: those inside a container's call that opens a connection. */
    private final Set<Attempt> attempts = new HashSet<>();

    /** Guarded by this: how many stops are running that the close must not overtake. */
    private int stopping;

    /** A container in use. */
    final class Lease {

        private final Shared of;
        private final Tuner tuner;
        private final AtomicBoolean ended = new AtomicBoolean();

        private Lease(Shared of, Tuner tuner) {
            this.of = of;
            this.tuner = tuner;
        }

        WebSocketContainer container() {
            return of.container;
        }

        Tuner tuner() {
            return tuner;
        }

        Watch watch() {
            return watch;
        }

        Compression compression() {
            return compression;
        }

        /** The container is about to be asked. */
        void begin(Attempt attempt) {
            Containers.this.begin(attempt);
        }

        /** It has answered. */
        void returned(Attempt attempt) {
            if (isClosed()) {
                // What it has started since the container was stopped would stay for ever.
                tuner.stop(of.container);
            }
            Containers.this.returned(attempt);
        }

        /** Does nothing on a second call. */
        void end() {
            if (ended.compareAndSet(false, true)) {
                release(of, tuner);
            }
        }
    }

    private static final class Shared {

        private final ContainerSettings settings;
        private final WebSocketContainer container;

        /** Guarded by the outer object. */
        private int uses;

        Shared(ContainerSettings settings, WebSocketContainer container) {
            this.settings = settings;
            this.container = container;
        }
    }

    Lease lease(Handshake handshake) throws ConnectFailedException {
        synchronized (making) {
            Tuner known = tuner();
            ContainerSettings settings = known.settingsFor(handshake);
            Shared one = used(settings);
            if (one == null) {
                one = tuned(known, settings);
                if (!added(one)) {
                    known.stop(one.container);
                    if (isUnused()) {
                        closeShared();
                    }
                    throw isClosedAlready();
                }
            }
            return new Lease(one, known);
        }
    }

    private synchronized @Nullable Shared used(ContainerSettings settings) {
        Shared one = shared.get(settings);
        if (one != null) {
            one.uses++;
        }
        return one;
    }

    /** {@return false when this was closed meanwhile} */
    private synchronized boolean added(Shared one) {
        if (!closed) {
            shared.put(one.settings, one);
            one.uses++;
        }
        return !closed;
    }

    /** {@return whether no attempt is left that would close what is shared when it returns} */
    private synchronized boolean isUnused() {
        return attempts.isEmpty();
    }

    private static IllegalStateException isClosedAlready() {
        return new IllegalStateException("expected an open provider, found a closed one; make a new one");
    }

    /** {@return the count of threads that wait for listeners} Does not wait for those who open or close. */
    Readers readers() {
        Tuner known = tuner;
        return known == null ? Readers.FOREIGN : known.readers();
    }

    /** {@return whether a call of the container may leave something of the application in a thread} */
    boolean marksThreads() {
        Tuner known = tuner;
        return known != null && known.marksThreads();
    }

    /** {@return what knows the make of container that is found} */
    private Tuner tuner() throws ConnectFailedException {
        if (isClosed()) {
            throw isClosedAlready();
        }
        Tuner known = tuner;
        if (known == null) {
            WebSocketContainer found = choice.container();
            known = Tuner.of(found, watch.timer());
            spare = found;
            tuner = known;
        }
        return known;
    }

    private Shared tuned(Tuner known, ContainerSettings settings) throws ConnectFailedException {
        WebSocketContainer container = spare == null ? choice.container() : spare;
        spare = null;
        known.tune(container, settings);
        return new Shared(settings, container);
    }

    private void release(Shared one, Tuner known) {
        if (isLastUse(one)) {
            try {
                known.stop(one.container);
            } finally {
                stopped();
            }
        }
    }

    private synchronized boolean isLastUse(Shared one) {
        one.uses--;
        boolean last = one.uses == 0 && shared.remove(one.settings, one);
        if (last) {
            stopping++;
        }
        return last;
    }

    private synchronized void stopped() {
        stopping--;
        notifyAll();
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private void begin(Attempt attempt) {
        synchronized (this) {
            attempts.add(attempt);
            if (!closed) {
                return;
            }
        }
        attempt.giveUp(providerClosed());
    }

    private void returned(Attempt attempt) {
        synchronized (this) {
            attempts.remove(attempt);
            notifyAll();
            if (!closed || !attempts.isEmpty()) {
                return;
            }
        }
        closeShared();
    }

    private static Throwable providerClosed() {
        return new CancellationException("the provider is closed");
    }

    void close() {
        List<Shared> open;
        List<Attempt> running;
        synchronized (this) {
            closed = true;
            open = List.copyOf(shared.values());
            shared.clear();
            running = List.copyOf(attempts);
        }
        Tuner known = tuner;
        if (known != null) {
            open.forEach(one -> known.stop(one.container));
        }
        running.forEach(attempt -> attempt.giveUp(providerClosed()));
        if (awaitAttempts()) {
            closeShared();
        }
    }

    /**
     * {@return false when one holds the watch and the transport still; it will close them when it returns}
     */
    private synchronized boolean awaitAttempts() {
        long end = System.nanoTime() + ATTEMPTS_END_LIMIT.toNanos();
        try {
            long left = ATTEMPTS_END_LIMIT.toNanos();
            while ((!attempts.isEmpty() || stopping > 0) && left > 0) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
                left = end - System.nanoTime();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return attempts.isEmpty();
    }

    /** Does nothing on a second call. */
    private void closeShared() {
        watch.close();
        Tuner known = tuner;
        if (known != null) {
            known.close();
        }
    }
}
