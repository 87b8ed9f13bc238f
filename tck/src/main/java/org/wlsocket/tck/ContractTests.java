// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.wlsocket.Delivery;
import org.wlsocket.NamedSocket;
import org.wlsocket.SocketListener;
import org.wlsocket.SocketOptions;
import org.wlsocket.Sockets;

/**
 * What the tests of the contract share: sockets on the provider under test, the peer they talk to, and
 * recorders. At the end of each test it asserts that nothing else happened and nothing is left.
 */
@SuppressWarnings("NullAway.Init")
abstract class ContractTests {

    static final Duration PATIENCE = Patience.LIMIT;
    static final Duration SHORT = Duration.ofMillis(300);
    static final Duration LONG = Duration.ofSeconds(60);

    /** Where it is measured. */
    static final Duration DRAIN_LIMIT = Duration.ofSeconds(3);
    static final String NAME = "client";

    static final String LARGE = "x".repeat(1024 * 1024);

    /** More large messages than the buffers of any system hold. */
    private static final int MOST = 500;

    private final ContractSuite contract;
    private final List<EventRecorder> recorders = new ArrayList<>();
    private Set<Thread> threadsBefore;

    Limits limits;
    ContractPeer peer;
    Sockets sockets;
    EventRecorder events;

    ContractTests(ContractSuite contract) {
        this.contract = contract;
    }

    @BeforeEach
    void start() {
        threadsBefore = ownThreads();
        limits = contract.limits();
        peer = contract.peer();
        sockets = newSockets(PATIENCE);
        events = recorder(event -> {});
    }

    /** Each next check ends what the next test must not meet, so it runs even when one before it fails. */
    @AfterEach
    void nothing_else_happened_and_nothing_is_left() {
        try {
            recorders.forEach(EventRecorder::assertNothingMore);
        } finally {
            closeSockets();
        }
    }

    private void closeSockets() {
        List<EventRecorder> over = recorders.stream().filter(EventRecorder::isOver).toList();
        try {
            sockets.close();
            recorders.forEach(EventRecorder::awaitGrammar);
            over.forEach(EventRecorder::assertNothingMore);
            Patience.until("no connection is left", () -> peer.live() == 0);
        } finally {
            closePeer();
        }
    }

    private void closePeer() {
        try {
            peer.close();
        } finally {
            OwnThreads.awaitEnd("no thread is left", threadsBefore);
        }
    }

    /** From now on {@link #sockets} have the limit that is measured. */
    final void limitTheDrain() {
        sockets.close();
        sockets = newSockets(DRAIN_LIMIT);
    }

    private Sockets newSockets(Duration drainLimit) {
        return Sockets.builder()
                .provider(contract.provider())
                .drainLimit(drainLimit)
                .build();
    }

    /** {@return the next connection, open, of a peer that does not read} */
    final PeerLink openUnread(NamedSocket socket) {
        PeerLink link = peer.next();
        link.holdReading();
        link.upgrade();
        socket.awaitOpen(PATIENCE);
        return link;
    }

    /** {@return how a server of a test listens, if it is not the peer} */
    final ScriptedServerBuilder serverBuilder() {
        return contract.serverBuilder();
    }

    /** A recorder that is checked at the end of the test. */
    final EventRecorder recorder(SocketListener then) {
        EventRecorder recorder = new EventRecorder(then);
        recorders.add(recorder);
        return recorder;
    }

    final NamedSocket connect() {
        return connect(SocketOptions.defaults());
    }

    final NamedSocket connect(SocketOptions options) {
        return sockets.connect(NAME, peer.uri(), options, events);
    }

    /** From now on {@link #events} records and passes on. */
    final NamedSocket connect(SocketListener then) {
        events = recorder(then);
        return connect();
    }

    final PeerLink accept() {
        return peer.next().upgrade();
    }

    /** Connects, and waits until the socket is open; the Opened has been heard. */
    final PeerLink open(NamedSocket socket) {
        PeerLink link = accept();
        socket.awaitOpen(PATIENCE);
        return link;
    }

    final void onlyOnAWire(String why) {
        Assumptions.assumeTrue(peer.hasWire(), why);
    }

    static Set<Thread> ownThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("wlsocket"))
                .collect(Collectors.toSet());
    }

    /**
     * Sends to a peer that does not read until there is no room for a while: below the socket's buffer the
     * network takes some more, by and by.
     */
    static void fill(NamedSocket socket) {
        Delivery unused = untilRefused(() -> socket.send(LARGE, SHORT));
    }

    /**
     * This side must have given up its TCP connection, whatever still lies in its buffers. A peer that does
     * not read sees no FIN behind them, but what it writes is answered with a reset then.
     */
    final void assertCut(PeerLink unread) {
        if (!peer.hasWire()) {
            return;
        }
        Patience.until("the TCP connection has ended", () -> {
            unread.ping();
            return !unread.isLive();
        });
    }

    static Delivery untilRefused(Supplier<Delivery> send) {
        return Stream.generate(send)
                .limit(MOST)
                .filter(delivery -> !delivery.accepted())
                .findFirst()
                .orElseThrow(() -> new AssertionError("expected a refusal, found " + MOST + " accepted"));
    }
}
