// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.wlsocket.NamedSocket;
import org.wlsocket.Reconnect;
import org.wlsocket.SocketEvent;
import org.wlsocket.SocketListener;
import org.wlsocket.SocketOptions;
import org.wlsocket.Sockets;
import org.wlsocket.spi.SocketProvider;

/** What the tests of {@link ResilienceTest} share. */
@SuppressWarnings("NullAway.Init")
abstract class ResilienceTests {

    static final Duration PATIENCE = Patience.LIMIT;

    /**
     * What a rule's time may be exceeded by, on a machine that does other things too. Far below the 10 s that
     * hold where a setting is not obeyed.
     */
    static final Duration SLACK = Duration.ofSeconds(5);

    /** For what takes many cycles. */
    static final Duration LONG = Duration.ofSeconds(100);

    static final String NAME = "client";

    private final ResilienceTest suite;
    private final List<EventRecorder> recorders = new ArrayList<>();

    Sockets sockets;
    EventRecorder events;

    ResilienceTests(ResilienceTest suite) {
        this.suite = suite;
    }

    @BeforeEach
    void start() {
        sockets = newSockets(provider());
        events = recorder(event -> {});
    }

    /** E1 holds for whatever was heard, and nothing of ours is left. */
    @AfterEach
    void the_events_were_whole_and_nothing_is_left() {
        sockets.close();
        recorders.forEach(EventRecorder::awaitGrammar);
        OwnThreads.awaitEnd("no thread is left", Set.of());
    }

    final SocketProvider provider() {
        return suite.provider();
    }

    final Limits limits() {
        return suite.limits();
    }

    static Sockets newSockets(SocketProvider provider) {
        return Sockets.builder()
                .provider(provider)
                .drainLimit(ContractTests.DRAIN_LIMIT)
                .build();
    }

    /** A recorder whose events are checked at the end of the test. */
    final EventRecorder recorder(SocketListener then) {
        EventRecorder recorder = new EventRecorder(then);
        recorders.add(recorder);
        return recorder;
    }

    /** Delays of milliseconds, that begin anew after each link that was ready. */
    static Reconnect quick() {
        return delays(5, 5, 20).withStableAfter(Duration.ZERO);
    }

    static Reconnect delays(int firstMillis, int minMillis, int maxMillis) {
        return Reconnect.on()
                .withFirstDelay(Duration.ofMillis(firstMillis))
                .withDelays(Duration.ofMillis(minMillis), Duration.ofMillis(maxMillis));
    }

    /**
     * Pings, because some container may not notice now and then that a peer has gone. On a slow machine a
     * pong may take seconds, and its link must not count as one more that has ended.
     */
    static SocketOptions quickly() {
        return SocketOptions.defaults()
                .withReconnect(quick())
                .withPings(Duration.ofSeconds(1), Duration.ofSeconds(5))
                .withCloseLimit(Duration.ofSeconds(1));
    }

    static long count(EventRecorder events, Class<? extends SocketEvent> kind) {
        return events.events().stream().filter(kind::isInstance).count();
    }

    static boolean hasGap(SocketEvent event) {
        return event instanceof SocketEvent.Opened opened && opened.gap().isPresent();
    }

    static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** {@return the connections until now, also those that wait to be accepted, and one more} */
    static int acceptedUntilNow(ScriptedServer server) throws IOException {
        try (Socket last = new Socket()) {
            last.connect(new InetSocketAddress(Loopback.IPV4.address(), server.port()));
            // They are accepted in their order, and the others have ended.
            Patience.until("the last is accepted", () -> lastAcceptedBy(server).isLive());
            return server.accepted();
        }
    }

    private static ScriptedConnection lastAcceptedBy(ScriptedServer server) {
        List<ScriptedConnection> all = server.connections();
        return all.get(all.size() - 1);
    }

    /** Waits for what happens to a socket; when it does not, the failure tells what happens instead. */
    final void until(NamedSocket socket, String what, Callable<Boolean> condition) {
        try {
            Patience.until(what, LONG, condition);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("expected: " + what + "; found " + socket + ", " + socket.statistics()
                    + ", heard " + recorders, e);
        }
    }

    /** Waits, and sees that something holds all the time. */
    static void holds(String what, Duration time, Callable<Boolean> condition) {
        Awaitility.await(what)
                .during(time)
                .atMost(time.plus(PATIENCE))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .failFast(what, () -> !condition.call())
                .until(condition);
    }
}
