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
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.wlsocket.spi.SocketProvider;

/** Names and their sockets, and the end of them all. Its monitor is taken before a socket's lock, never after. */
final class SocketRegistry implements Sockets {

    /** How long the ends that the drain limit forced may take to be delivered. */
    private static final Duration LAST_EVENTS = Duration.ofMillis(500);

    private final Kernel kernel;
    private final Duration drainLimit;
    private final Runnable shutdown;

    /** Guarded by this: the sockets that are found. */
    private final Map<String, ManagedSocket> sockets = new HashMap<>();

    /** Guarded by this: the newest link of each name, until nothing of it is held. */
    private final Map<String, Link> links = new HashMap<>();

    /** Guarded by this: sockets with a link that is not over, an attempt that is held, or an event to deliver. */
    private final Set<ManagedSocket> active = new HashSet<>();

    /** Guarded by this. */
    private boolean closed;

    private SocketRegistry(Kernel kernel, Duration drainLimit, Runnable shutdown) {
        this.kernel = kernel;
        this.drainLimit = drainLimit;
        this.shutdown = shutdown;
    }

    static SocketRegistry create(Builder given) {
        SocketProvider provider = given.provider == null ? ProviderLookup.find() : given.provider;
        List<ExecutorService> own = new ArrayList<>();
        Executor executor = given.executor == null ? kept(own, Threads.pool("wlsocket-listener")) : given.executor;
        ScheduledExecutorService scheduler =
                given.scheduler == null ? kept(own, Threads.timer("wlsocket-timer")) : given.scheduler;
        ExecutorService connectPool = given.executor == null ? Threads.pool("wlsocket-connect") : null;
        InstantSource clock = given.clock == null ? monotonicClock() : given.clock;
        Kernel kernel =
                new Kernel(provider, executor, connectPool == null ? executor : connectPool, scheduler, clock);
        return new SocketRegistry(kernel, given.drainLimit, () -> Shutdown.run(provider, own, connectPool));
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

    @Override
    public NamedSocket connect(String name, Destination destination, SocketOptions options, SocketListener listener) {
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
                Checks.notNull(options, "socket options"),
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
        Link link;
        Link before;
        synchronized (this) {
            register(socket);
            link = socket.newLink();
            if (link == null) {
                return;
            }
            before = links.put(socket.name(), link);
            active.add(socket);
        }
        if (before == null || before.isReleased()) {
            link.attempt().start();
        } else {
            link.attempt().awaitTurn();
            before.whenReleased(link.attempt()::start);
        }
    }

    private synchronized void register(ManagedSocket socket) {
        if (closed) {
            throw new NamedSocketException.SocketsClosed("expected open sockets to connect \"" + socket.name()
                    + "\", found them closed; create new ones with Sockets.create()");
        }
        ManagedSocket other = sockets.get(socket.name());
        if (other != null && other != socket && other.holdsName()) {
            throw new NamedSocketException.NameInUse("expected a free name, found a living socket \"" + socket.name()
                    + "\" (" + other.state() + "); close it first, or choose another name");
        }
        sockets.put(socket.name(), socket);
    }

    /** The application has closed the socket: its name is free. */
    synchronized void forget(ManagedSocket socket) {
        sockets.remove(socket.name(), socket);
    }

    /** The socket is over with this link, and its last event is delivered. */
    synchronized void rested(ManagedSocket socket, Link last) {
        links.remove(socket.name(), last);
        if (socket.isCurrent(last)) {
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

    @Override
    public void close() {
        List<ManagedSocket> open;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            open = List.copyOf(active);
        }
        open.forEach(socket -> socket.closeWith(CloseStatus.GOING_AWAY));
        if (open.stream().anyMatch(ManagedSocket::isDelivering)) {
            Threads.daemon("wlsocket-closer", this::finishClose).start();
        } else {
            finishClose();
        }
    }

    private void finishClose() {
        boolean interrupted = !awaitRest(drainLimit);
        stillActive().forEach(socket -> socket.giveUp(Failure.of(
                Failure.Phase.DRAIN,
                Failure.Reason.TIMED_OUT,
                "expected all messages written within the drain limit of " + drainLimit + ", found some waiting")));
        interrupted |= !awaitRest(LAST_EVENTS);
        shutdown.run();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized List<ManagedSocket> stillActive() {
        return List.copyOf(active);
    }

    /** {@return false when the thread was interrupted} */
    private synchronized boolean awaitRest(Duration limit) {
        long end = System.nanoTime() + SocketLock.nanos(limit);
        try {
            for (long left = end - System.nanoTime(); !active.isEmpty() && left > 0; left = end - System.nanoTime()) {
                java.util.concurrent.TimeUnit.NANOSECONDS.timedWait(this, left);
            }
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }
}
