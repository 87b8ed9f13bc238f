// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.wlsocket.Failure;
import org.wlsocket.spi.ConnectFailedException;
import org.wlsocket.spi.Handshake;
import org.wlsocket.spi.SocketProvider;
import org.wlsocket.spi.WireListener;

/**
 * WebSockets without a network, for tests: each connection attempt meets a {@link MemoryPeer}, which a script
 * makes ready before it answers.
 *
 * <pre>{@code
 * MemoryProvider provider = MemoryProvider.with(peer -> peer.onText(peer::send));
 * Sockets sockets = Sockets.builder().provider(provider).build();
 * NamedSocket echo = sockets.connect("echo", "ws://anywhere/", listener);
 * }</pre>
 *
 * <p>It has a thread for a connection only while messages are on their way to the client, and none with
 * {@link #deliverOn}. It is not found on the class path: tests name it.
 */
public final class MemoryProvider implements SocketProvider {

    private static final String ANYWHERE = "";

    private final Map<String, Consumer<MemoryPeer>> routes = new ConcurrentHashMap<>();
    private final AtomicInteger attempts = new AtomicInteger();
    private final MemoryCount count = new MemoryCount();
    private final List<MemoryPeer> peers = new CopyOnWriteArrayList<>();
    private volatile Executor executor = MemoryProvider::runOnThread;
    private final AtomicInteger waitingReaders = new AtomicInteger();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private volatile int readers = Integer.MAX_VALUE;

    /** Makes a provider that reaches nobody until {@link #route} says otherwise: every attempt is refused. */
    public MemoryProvider() {}

    /** {@return a provider on which every URI leads to a peer with this script} */
    public static MemoryProvider with(Consumer<MemoryPeer> script) {
        return new MemoryProvider().put(ANYWHERE, script);
    }

    /**
     * Says who answers at an address.
     *
     * @param address what stands behind {@code ws://} up to a query: host, port if any, path, as in {@code
     *     host/chat}
     * @param script makes each peer ready, on the thread of the connection attempt; what it throws fails the
     *     attempt
     */
    public MemoryProvider route(String address, Consumer<MemoryPeer> script) {
        return put(checked(address), script);
    }

    /** What is no such address would never be met: every attempt would be refused. */
    private static String checked(String address) {
        String asked = Checks.notNull(address, "address");
        String path = asked.replaceFirst("^wss?://", "").replaceFirst("[?#].*", "");
        String host = path.isEmpty() || path.startsWith("/") ? "host" : "";
        String meant = host + path + (path.contains("/") ? "" : "/");
        if (!meant.equals(asked)) {
            throw new IllegalArgumentException("expected host, port if any, and path, as in \"host/chat\","
                    + " found \"" + asked + "\"; write \"" + meant + "\"");
        }
        return asked;
    }

    private MemoryProvider put(String address, Consumer<MemoryPeer> script) {
        routes.put(address, Checks.notNull(script, "script"));
        return this;
    }

    /**
     * Brings messages to the client on this executor, in order for each peer, for tests that step their
     * threads.
     */
    public MemoryProvider deliverOn(Executor other) {
        executor = Checks.notNull(other, "executor");
        return this;
    }

    /** Behaves like a container that has few threads: see {@link #letReaderWait}. */
    public MemoryProvider withReaders(int count) {
        readers = count;
        return this;
    }

    /** {@return the peers of all attempts that found a route, in the order of the attempts} */
    public List<MemoryPeer> peers() {
        return List.copyOf(peers);
    }

    /** {@return how many attempts were made until now, those that found no route included} */
    public int attempts() {
        return attempts.get();
    }

    /** {@return how many peers have an open connection} */
    public int openPeers() {
        return count.open();
    }

    /** {@return how many peers had an open connection at most at one time} */
    public int mostOpenPeers() {
        return count.most();
    }

    /** {@return what was thrown while the peers spoke, by a test's own tasks or by the client} */
    public List<Throwable> failures() {
        return List.copyOf(failures);
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public void connect(Handshake handshake, WireListener listener) throws Exception {
        attempts.incrementAndGet();
        String address = handshake.uri().getRawAuthority() + handshake.uri().getRawPath();
        Consumer<MemoryPeer> script = routes.getOrDefault(address, routes.get(ANYWHERE));
        if (script == null) {
            throw new ConnectFailedException(Failure.of(
                    Failure.Phase.CONNECT, Failure.Reason.REFUSED, "nobody listens at " + address
                            + " in memory"));
        }
        MemoryPeer peer = new MemoryPeer(handshake, listener, new MemoryLine(executor, failures::add), count);
        peers.add(peer);
        script.accept(peer);
        peer.answer();
    }

    @Override
    public boolean letReaderWait() {
        boolean fits = waitingReaders.incrementAndGet() <= readers;
        if (!fits) {
            readerGoesOn();
        }
        return fits;
    }

    @Override
    public void readerGoesOn() {
        waitingReaders.decrementAndGet();
    }

    /** Ends all peers; an {@link IllegalStateException} when there are {@link #failures}. */
    @Override
    public void close() {
        peers.forEach(MemoryPeer::leave);
        if (!failures.isEmpty()) {
            IllegalStateException all = new IllegalStateException(
                    "expected nothing thrown while peers speak, found " + failures);
            failures.forEach(all::addSuppressed);
            throw all;
        }
    }

    private static void runOnThread(Runnable task) {
        Thread thread = new Thread(task, "memory-peer");
        thread.setDaemon(true);
        thread.start();
    }
}
