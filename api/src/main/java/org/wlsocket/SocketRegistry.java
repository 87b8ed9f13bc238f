// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.wlsocket.spi.SocketProvider;

/**
 * Names and their sockets, and the end of them all. Its monitor is taken before a socket's lock, never after.
 */
final class SocketRegistry implements Sockets {

    /** How long the ends that the drain limit forced may take to be delivered. */
    private static final Duration LAST_EVENTS = Duration.ofMillis(500);

    private final Kernel kernel;
    private final Duration drainLimit;

    /** Those that the library made for itself. */
    private final List<ExecutorService> pools;

    private final Runnable shutdown;

    /** Guarded by this: the sockets that are found. */
    private final Map<String, ManagedSocket> sockets = new HashMap<>();

    /** Guarded by this: the newest link of each name, until nothing of it is held. */
    private final Map<String, Link> links = new HashMap<>();

    /**
     * Guarded by this: sockets with a link that is not over, an attempt that is held, or an event to deliver.
     */
    private final Set<ManagedSocket> active = new HashSet<>();

    /** Guarded by this; null while the sockets are open. */
    private @Nullable Drain closed;

    private SocketRegistry(
            Kernel kernel, Duration drainLimit, List<ExecutorService> pools, Runnable shutdown) {
        this.kernel = kernel;
        this.drainLimit = drainLimit;
        this.pools = pools;
        this.shutdown = shutdown;
    }

    static SocketRegistry create(Builder given) {
        SocketProvider provider = given.provider == null ? ProviderLookup.find() : given.provider;
        List<ExecutorService> own = new ArrayList<>();
        Executor executor =
                given.executor == null ? kept(own, Threads.pool("wlsocket-listener")) : given.executor;
        ScheduledExecutorService scheduler =
                given.scheduler == null ? kept(own, Threads.timer("wlsocket-timer")) : given.scheduler;
        ExecutorService connectPool = given.executor == null ? Threads.pool("wlsocket-connect") : null;
        InstantSource clock = given.clock == null ? monotonicClock() : given.clock;
        RandomGenerator random = given.random == null ? SocketRegistry::nextRandom : given.random;
        Executor connector = connectPool == null ? executor : connectPool;
        Kernel kernel = new Kernel(provider, executor, connector, scheduler, clock, random);
        List<ExecutorService> pools = new ArrayList<>(own);
        if (connectPool != null) {
            pools.add(connectPool);
        }
        return new SocketRegistry(
                kernel, given.drainLimit, List.copyOf(pools), () -> Shutdown.run(provider, own, connectPool));
    }

    private static <T extends ExecutorService> T kept(List<ExecutorService> own, T made) {
        own.add(made);
        return made;
    }

    /** A limit must not pass early or late because somebody set the system's clock. */
    private static InstantSource monotonicClock() {
        Instant start = Instant.now();
        long nanos = System.nanoTime();
        return () -> start.plusNanos(System.nanoTime() - nanos);
    }

    private static long nextRandom() {
        return ThreadLocalRandom.current().nextLong();
    }

    @Override
    public NamedSocket connect(
            String name, Destination destination, SocketOptions options, SocketListener listener) {
        return connected(name, destination, options, Checks.notNull(listener, "listener"));
    }

    @Override
    public NamedSocket connect(String name, Destination destination, SocketOptions options) {
        return connected(name, destination, options, null);
    }

    private NamedSocket connected(
            String name, Destination destination, SocketOptions options, @Nullable SocketListener listener) {
        ManagedSocket socket = new ManagedSocket(
                Checks.name(name),
                Checks.notNull(destination, "destination"),
                Checks.notNull(options, "set of socket options"),
                listener,
                this,
                kernel);
        if (options.autoConnect()) {
            open(socket);
        } else {
            register(socket);
        }
        return socket;
    }

    /** C3: does nothing on a living socket. */
    void open(ManagedSocket socket) {
        start(socket, () -> {
            register(socket);
            return socket.newLink();
        });
    }

    /**
     * Starts what is made, unless it is null, when the link before under the same name holds nothing any
     * more.
     */
    void start(ManagedSocket socket, Supplier<@Nullable Link> maker) {
        Link link;
        Link before;
        synchronized (this) {
            link = maker.get();
            if (link == null) {
                return;
            }
            before = links.put(socket.name(), link);
            active.add(socket);
        }
        if (before == null || before.isReleased()) {
            link.attempt().start();
        } else {
            link.attempt().awaitTurn(before);
            before.whenReleased(link.attempt()::start);
        }
    }

    private synchronized void register(ManagedSocket socket) {
        if (closed != null) {
            throw new NamedSocketException.SocketsClosed("expected open sockets to connect \"" + socket.name()
                    + "\", found them closed; create new ones with Sockets.create()");
        }
        ManagedSocket other = sockets.get(socket.name());
        if (other != null && other != socket && other.holdsName()) {
            throw new NamedSocketException.NameInUse(
                    "expected a free name, found a living socket \"" + socket.name()
                    + "\" (" + other.state() + "); close it first, or choose another name");
        }
        sockets.put(socket.name(), socket);
    }

    /**
     * The application has closed the socket: its name is free, unless a listener has opened it again
     * meanwhile.
     */
    synchronized void forget(ManagedSocket socket) {
        if (!socket.holdsName()) {
            sockets.remove(socket.name(), socket);
        }
    }

    /** The socket is over with this link, and its last event is delivered. */
    synchronized void rested(ManagedSocket socket, Link last) {
        if (socket.isAtRestWith(last)) {
            links.remove(socket.name(), last);
            active.remove(socket);
            notifyAll();
        }
    }

    @Override
    public synchronized Optional<NamedSocket> find(String name) {
        return Optional.ofNullable(sockets.get(Checks.name(name)));
    }

    @Override
    public synchronized Collection<NamedSocket> all() {
        return List.copyOf(sockets.values());
    }

    // ---- the end ----

    @Override
    public void close() {
        Drain drain = beginClose();
        if (!isWaitedFor(drain)) {
            await(drain);
        }
    }

    @Override
    public List<UnwrittenMessage> drain() {
        Drain drain = beginClose();
        if (isWaitedFor(drain)) {
            throw new NamedSocketException.NotAllowed("expected drain on a thread of the application, found"
                    + " it inside a listener or another callback, whose end it would wait for; the sockets"
                    + " are being closed all the same");
        }
        await(drain);
        return drain.unwritten();
    }

    /** {@return whether the close waits for the calling thread} */
    private boolean isWaitedFor(Drain drain) {
        Thread caller = Thread.currentThread();
        return pools.stream().anyMatch(pool -> Threads.isOf(pool, caller))
                || drain.sockets.stream().anyMatch(socket -> socket.isDelivering() || socket.isConnecting());
    }

    /** {@return the one close of these sockets, which is begun by the first call} */
    private Drain beginClose() {
        Drain drain;
        synchronized (this) {
            if (closed != null) {
                return closed;
            }
            drain = new Drain(List.copyOf(active));
            closed = drain;
        }
        drain.sockets.forEach(ManagedSocket::collectUnwritten);
        drain.sockets.forEach(socket -> socket.closeWith(CloseStatus.GOING_AWAY));
        drain.closer.start();
        return drain;
    }

    /** The closer goes on whatever becomes of those who wait for it. */
    private void await(Drain drain) {
        try {
            drain.done.await();
            drain.closer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NamedSocketException.Interrupted(
                    "expected to wait until the sockets are closed, found the thread interrupted; they are"
                            + " being closed in the background all the same",
                    e);
        }
    }

    private void finishClose(Drain drain) {
        try {
            awaitRest(drainLimit);
            stillActive().forEach(socket -> socket.giveUp(drainLimitPassed(drainLimit)));
            awaitRest(LAST_EVENTS);
            shutdown.run();
        } finally {
            drain.done.countDown();
        }
    }

    static Failure drainLimitPassed(Duration limit) {
        return Failure.of(
                Failure.Phase.DRAIN,
                Failure.Reason.TIMED_OUT,
                "expected all messages written and the close answered within the limit of " + limit
                        + ", found that not so; raise Sockets.Builder.drainLimit or"
                        + " SocketOptions.withCloseLimit if it"
                        + " is meant");
    }

    private synchronized List<ManagedSocket> stillActive() {
        return List.copyOf(active);
    }

    private synchronized void awaitRest(Duration limit) {
        long end = System.nanoTime() + SocketLock.nanos(limit);
        try {
            long left = end - System.nanoTime();
            while (!active.isEmpty() && left > 0) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
                left = end - System.nanoTime();
            }
        } catch (InterruptedException e) {
            // Nobody knows this thread, so nobody means it; the rest is waited for no longer.
        }
    }

    /** The one close of all sockets. */
    private final class Drain {

        private final List<ManagedSocket> sockets;
        private final CountDownLatch done = new CountDownLatch(1);
        private final Thread closer = Threads.daemon("wlsocket-closer", () -> finishClose(this));

        Drain(List<ManagedSocket> sockets) {
            this.sockets = sockets;
        }

        List<UnwrittenMessage> unwritten() {
            return sockets.stream().flatMap(socket -> socket.unwritten().stream()).toList();
        }
    }
}
