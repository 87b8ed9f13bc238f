// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.wlsocket.spi.SocketProvider;

/** The sockets of an application, found by their names. */
public interface Sockets extends AutoCloseable {

    /**
     * {@return sockets on the one provider of the class path}
     *
     * @throws NamedSocketException.NoProvider when there is none, or more than one and the system property
     *     {@code wlsocket.provider} does not name one of them
     */
    static Sockets create() {
        return builder().build();
    }

    /** {@return a builder with the defaults of {@link #create()}} */
    static Builder builder() {
        return new Builder();
    }

    /**
     * Opens a socket and returns at once (C2).
     *
     * @param name not blank, case-sensitive, not that of a living socket
     * @param uri {@code ws:} or {@code wss:}, see {@link Destination#of(String)}
     * @param listener gets the events
     * @throws NamedSocketException.BadArgument for a bad name, URI or null
     * @throws NamedSocketException.NameInUse when a living socket has the name
     * @throws NamedSocketException.SocketsClosed after {@link #close()}
     */
    default NamedSocket connect(String name, String uri, SocketListener listener) {
        return connect(name, Destination.of(uri), SocketOptions.defaults(), listener);
    }

    /** Opens a socket; see {@link #connect(String, String, SocketListener)}. */
    default NamedSocket connect(String name, String uri, SocketOptions options, SocketListener listener) {
        return connect(name, Destination.of(uri), options, listener);
    }

    /** Opens a socket; see {@link #connect(String, String, SocketListener)}. */
    default NamedSocket connect(String name, Destination destination, SocketListener listener) {
        return connect(name, destination, SocketOptions.defaults(), listener);
    }

    /** Opens a socket; see {@link #connect(String, String, SocketListener)}. */
    NamedSocket connect(String name, Destination destination, SocketOptions options, SocketListener listener);

    /**
     * Opens a socket whose messages are read with {@link NamedSocket#receive}; otherwise as with a listener.
     */
    default NamedSocket connect(String name, String uri) {
        return connect(name, Destination.of(uri), SocketOptions.defaults());
    }

    /**
     * Opens a socket whose messages are read with {@link NamedSocket#receive}; otherwise as with a listener.
     */
    default NamedSocket connect(String name, String uri, SocketOptions options) {
        return connect(name, Destination.of(uri), options);
    }

    /**
     * Opens a socket whose messages are read with {@link NamedSocket#receive}; otherwise as with a listener.
     */
    default NamedSocket connect(String name, Destination destination) {
        return connect(name, destination, SocketOptions.defaults());
    }

    /**
     * Opens a socket whose messages are read with {@link NamedSocket#receive}; otherwise as with a listener.
     */
    NamedSocket connect(String name, Destination destination, SocketOptions options);

    /**
     * {@return the socket with a name} A socket is found from its connect until the application closes it or
     * another takes its name; one that ended otherwise is still found, so that it can be looked at and opened
     * again.
     */
    Optional<NamedSocket> find(String name);

    /** {@return the sockets that {@link #find} finds, as they are now} */
    Collection<NamedSocket> all();

    /**
     * Closes every link with 1001 and waits, at most the drain limit, until what was accepted is written and
     * the last events are delivered (C9). After that no thread of the library is left, except one that a
     * container or a provider of the application does not give back. Inside a listener, and on any other
     * thread of the library (a callback of a delivery or a ping, a retry rule, a credentials provider), it
     * starts the close and returns. A second call waits for the first.
     *
     * @throws NamedSocketException.Interrupted when the thread is interrupted; the close goes on in the
     *     background
     */
    @Override
    void close();

    /**
     * Closes as {@link #close()} does, and tells what could not be written: in doubt, queued for a link that
     * did not come, or waiting behind a peer that did not read.
     *
     * @return the accepted messages that were dropped since the close began, for each socket in the order of
     *     acceptance
     * @throws NamedSocketException.Interrupted when the thread is interrupted; the close goes on in the
     *     background
     * @throws NamedSocketException.NotAllowed inside a listener or on another thread of the library; the
     *     sockets are being closed all the same
     */
    List<UnwrittenMessage> drain();

    /** Makes {@link Sockets}; not safe for use by several threads. */
    final class Builder {

        @Nullable SocketProvider provider;
        @Nullable Executor executor;
        @Nullable ScheduledExecutorService scheduler;
        @Nullable InstantSource clock;
        @Nullable RandomGenerator random;
        Duration drainLimit = Duration.ofSeconds(10);

        Builder() {}

        /** Takes this provider instead of looking for one; it is closed with the sockets. */
        public Builder provider(SocketProvider provider) {
            this.provider = Checks.notNull(provider, "provider");
            return this;
        }

        /**
         * Runs listeners, retry rules, connection attempts with their credentials, and what follows when a
         * limit passes on this executor instead of own threads. Attempts block; a listener or a rule may: the
         * executor must have a thread for each of them, and one more, and must not run a task on the thread
         * that gives it (E3). Where a provider {@linkplain SocketProvider#marksThreads marks threads}, what
         * the application sends is written on it too. It is not shut down by the sockets.
         */
        public Builder executor(Executor executor) {
            this.executor = Checks.notNull(executor, "executor");
            return this;
        }

        /** Times limits with this scheduler instead of an own thread; it is not shut down by the sockets. */
        public Builder scheduler(ScheduledExecutorService scheduler) {
            this.scheduler = Checks.notNull(scheduler, "scheduler");
            return this;
        }

        /**
         * Tells the time by this clock instead of a monotonic one; the scheduler must agree with it. It is
         * asked while a lock is held, so it must neither wait nor call the sockets.
         */
        public Builder clock(InstantSource clock) {
            this.clock = Checks.notNull(clock, "clock");
            return this;
        }

        /**
         * Draws the delays between attempts (R3) from this generator, for tests. It must be safe for use by
         * several threads, and is asked while a lock is held, so it must neither wait nor call the sockets.
         */
        public Builder random(RandomGenerator random) {
            this.random = Checks.notNull(random, "random generator");
            return this;
        }

        /** Sets how long {@link Sockets#close()} waits at most; 10 s by default. */
        public Builder drainLimit(Duration limit) {
            this.drainLimit = Checks.positive(limit, "drain limit");
            return this;
        }

        /** {@return the sockets; see {@link Sockets#create()} for what is thrown} */
        public Sockets build() {
            return SocketRegistry.create(this);
        }
    }
}
