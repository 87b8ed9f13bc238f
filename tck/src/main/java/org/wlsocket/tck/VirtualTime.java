// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.wlsocket.Destination;
import org.wlsocket.NamedSocket;
import org.wlsocket.SocketEvent;
import org.wlsocket.SocketListener;
import org.wlsocket.SocketOptions;
import org.wlsocket.SocketState;
import org.wlsocket.Sockets;
import org.wlsocket.UnwrittenMessage;

/**
 * Sockets without a network in a time that a test steps, as a JUnit 5 extension. After each test it closes
 * the sockets and checks what holds always: E1 and E2 for each listener, C5 for each socket (also after every
 * single task), and that no connection is left.
 *
 * <pre>{@code
 * @RegisterExtension
 * final VirtualTime virtual = new VirtualTime(peer -> peer.onText(peer::send));
 *
 * @Test
 * void what_is_sent_comes_back() {
 *     NamedSocket socket = virtual.connect(SocketOptions.defaults());
 *     socket.send("hello");
 *     virtual.run();
 *     assertEquals("Opened Text(hello)", virtual.eventsOf(socket).toString());
 * }
 * }</pre>
 */
public final class VirtualTime implements AfterEachCallback {

    /** Real time: after so many turns without an end, the sockets wait for a limit to pass. */
    private static final int TURNS = 20;

    private final SteppedTime time = new SteppedTime();
    private final MemoryProvider provider;
    private final Sockets sockets;
    private final Map<NamedSocket, EventRecorder> recorders = new ConcurrentHashMap<>();
    private final Map<NamedSocket, Integer> openings = new HashMap<>();
    private @Nullable NamedSocket last;

    /**
     * Makes a time in which each attempt meets a peer that this script makes ready; {@code peer -> {}} is
     * enough.
     */
    public VirtualTime(Consumer<MemoryPeer> script) {
        this(script, 1);
    }

    /** Makes a time in which the delays between attempts are drawn with this seed. */
    public VirtualTime(Consumer<MemoryPeer> script, long seed) {
        provider = MemoryProvider.with(script).deliverOn(time.executor());
        sockets = time.step(Sockets.builder())
                .provider(provider)
                .random(new Random(seed))
                .build();
        time.afterEachTask(() -> recorders.keySet().forEach(Accounting::assertBalanced));
    }

    /** {@return the time that all sockets live in} */
    public SteppedTime time() {
        return time;
    }

    /** {@return the provider of the sockets} */
    public MemoryProvider provider() {
        return provider;
    }

    /** {@return the sockets; one that is connected here and not with {@link #connect} is not checked} */
    public Sockets sockets() {
        return sockets;
    }

    /** Connects the socket {@code client} to {@code ws://memory/} and does all that needs no time. */
    public NamedSocket connect(SocketOptions options) {
        return connect("client", Destination.of("ws://memory/"), options, event -> {});
    }

    /** Connects a socket and does all that needs no time; its events are recorded and then passed on. */
    public NamedSocket connect(
            String name, Destination destination, SocketOptions options, SocketListener listener) {
        EventRecorder recorder = new EventRecorder(listener);
        NamedSocket socket = sockets.connect(name, destination, options, recorder);
        recorders.put(socket, recorder);
        openings.put(socket, options.autoConnect() ? 1 : 0);
        last = socket;
        time.run();
        return socket;
    }

    /**
     * Opens an idle or ended socket, and remembers that another final {@code Closed} has to come (E1). As
     * with {@code socket.open()} nothing happens before {@link #run} or {@link #advance}.
     */
    public void open(NamedSocket socket) {
        openings.merge(socket, 1, Integer::sum);
        socket.open();
    }

    /** {@return what the listener of a socket has heard} */
    public EventRecorder eventsOf(NamedSocket socket) {
        EventRecorder recorder = recorders.get(socket);
        if (recorder == null) {
            throw new AssertionError("expected a socket that was connected with VirtualTime.connect");
        }
        return recorder;
    }

    /** {@return what the listener of the socket that was connected last has heard} */
    public List<SocketEvent> events() {
        return last == null ? List.of() : eventsOf(last).events();
    }

    /**
     * {@return the peer of the last attempt}
     *
     * @throws IllegalStateException when there was no attempt yet
     */
    public MemoryPeer peer() {
        List<MemoryPeer> peers = provider.peers();
        if (peers.isEmpty()) {
            throw new IllegalStateException("expected an attempt before this call, found none;"
                    + " connect(...) a socket first, and run() when it was opened later");
        }
        return peers.get(peers.size() - 1);
    }

    /** Lets time pass; see {@link SteppedTime#advance}. */
    public void advance(Duration duration) {
        time.advance(duration);
    }

    /** Does all that needs no time; see {@link SteppedTime#run}. */
    public void run() {
        time.run();
    }

    /** Closes all sockets with {@link Sockets#drain}, for which limits pass if that is needed. */
    public List<UnwrittenMessage> drain() {
        CompletableFuture<List<UnwrittenMessage>> unwritten = new CompletableFuture<>();
        Thread closer = new Thread(() -> drain(unwritten), "virtual-time-drain");
        closer.start();
        int turns = 0;
        while (closer.isAlive()) {
            time.advance(turns < TURNS ? Duration.ZERO : Duration.ofSeconds(1));
            join(closer);
            // However late that thread is, no time passes before it has begun.
            turns += isClosing() ? 1 : 0;
        }
        time.run();
        return unwritten.join();
    }

    private boolean isClosing() {
        return sockets.all().stream().map(NamedSocket::state).allMatch(state ->
                state instanceof SocketState.Closing
                        || state instanceof SocketState.Closed
                        || state instanceof SocketState.Idle);
    }

    private void drain(CompletableFuture<List<UnwrittenMessage>> unwritten) {
        try {
            unwritten.complete(sockets.drain());
        } catch (RuntimeException e) {
            unwritten.completeExceptionally(e);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while the sockets were being closed", e);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        check();
    }

    /** Closes the sockets and checks what holds always; done after each test by itself. */
    public void check() {
        drain();
        recorders.forEach((socket, recorder) -> {
            recorder.assertGrammar(openings.getOrDefault(socket, 0));
            Accounting.assertSettled(socket);
        });
        if (provider.openPeers() != 0) {
            throw new AssertionError("expected no connection that is left, found " + provider.openPeers());
        }
    }
}
