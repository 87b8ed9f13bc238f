// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.wlsocket.CloseStatus;
import org.wlsocket.Credentials;
import org.wlsocket.Delivery;
import org.wlsocket.Delivery.Outcome;
import org.wlsocket.Destination;
import org.wlsocket.NamedSocket;
import org.wlsocket.OfflineQueue;
import org.wlsocket.Reconnect;
import org.wlsocket.RetryRule.Verdict;
import org.wlsocket.SocketEvent;
import org.wlsocket.SocketOptions;
import org.wlsocket.SocketState;
import org.wlsocket.Sockets;

/** What only real threads show: application code that blocks, and calls that race. */
class StayingConnectedRaceTest {

    private static final int DEATHS = 5;
    private static final Duration SHORT = Duration.ofMillis(2);
    private static final Reconnect QUICK = Reconnect.on()
            .withFirstDelay(SHORT)
            .withDelays(SHORT, SHORT)
            .withStableAfter(Duration.ZERO);
    private static final SocketOptions STAYING = SocketOptions.defaults().withReconnect(QUICK);

    private final MemoryProvider provider = new MemoryProvider();
    private final Sockets sockets = Sockets.builder().provider(provider).build();
    private final CountDownLatch blocked = new CountDownLatch(1);

    @AfterEach
    void close() {
        blocked.countDown();
        sockets.close();
        assertThat(provider.openPeers()).isZero();
    }

    private MemoryPeer peer() {
        List<MemoryPeer> peers = provider.peers();
        return peers.get(peers.size() - 1);
    }

    private void awaitRelease() {
        try {
            blocked.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitOpen(NamedSocket socket) {
        socket.awaitOpen(Patience.LIMIT);
    }

    @Test
    void r4_the_table_decides_when_a_rule_blocks() {
        provider.route("memory/", peer -> {});
        AtomicInteger asked = new AtomicInteger();
        EventRecorder events = new EventRecorder();
        NamedSocket socket = sockets.connect("client", "ws://memory/", STAYING.withReconnect(QUICK
                .withRuleLimit(Duration.ofMillis(500))
                .withRule(end -> {
                    asked.incrementAndGet();
                    awaitRelease();
                    return Verdict.STOP;
                })), events);
        awaitOpen(socket);
        peer().drop();
        events.awaitCount(3);
        awaitOpen(socket);
        // The limit passes for a thread that has not come to ask yet too.
        Patience.until("the rule is asked", () -> asked.get() == 1);
        blocked.countDown();
        assertThat(provider.attempts()).isEqualTo(2);
    }

    @Test
    void r10_the_listener_goes_on_when_a_preparation_blocks_and_its_link_dies() {
        AtomicInteger calls = new AtomicInteger();
        EventRecorder events = new EventRecorder();
        provider.route("memory/", peer -> {});
        NamedSocket socket = sockets.connect("client", "ws://memory/", STAYING
                .withPrepareLimit(Duration.ofSeconds(5))
                .withReadiness(preparation -> {
                    if (calls.incrementAndGet() == 1) {
                        peer().drop();
                        blocked.await();
                    }
                    return java.util.concurrent.CompletableFuture.completedStage(null);
                }), events);
        events.awaitCount(3);
        awaitOpen(socket);
        assertThat(events.events().get(1)).isInstanceOf(SocketEvent.Closed.class);
        assertThat(events.events().get(2)).isInstanceOf(SocketEvent.Opened.class);
    }

    @Test
    void r5_r7_a_provider_of_credentials_that_blocks_holds_the_next_attempt_and_is_counted() {
        AtomicInteger calls = new AtomicInteger();
        provider.route("memory/", peer -> {});
        Destination destination = Destination.of("ws://memory/")
                .withConnectLimit(Duration.ofSeconds(3))
                .withCredentials(request -> {
                    if (calls.incrementAndGet() == 1) {
                        blocked.await();
                    }
                    return Credentials.none();
                });
        EventRecorder events = new EventRecorder();
        NamedSocket socket = sockets.connect("client", destination, STAYING, events);
        events.awaitCount(2);
        Awaitility.await().until(() -> socket.state() instanceof SocketState.Waiting waiting
                && waiting.heldBy() == SocketState.Waiting.HeldBy.CREDENTIALS);
        assertThat(socket.statistics().heldAttempts()).isEqualTo(1);
        Patience.until("they are asked for", () -> calls.get() == 1);
        blocked.countDown();
        awaitOpen(socket);
        assertThat(calls).hasValue(2);
        assertThat(provider.attempts()).isEqualTo(1);
    }

    /** The kernel's count is fixed when close returns; what the provider saw later was asked before. */
    @Test
    void r7_after_a_close_at_a_random_moment_no_attempt_is_made() {
        Random random = new Random(7);
        Map<String, AtomicInteger> seen = new ConcurrentHashMap<>();
        Map<NamedSocket, Long> asked = new ConcurrentHashMap<>();
        List<EventRecorder> recorders = new ArrayList<>();
        for (int run = 0; run < 2000; run++) {
            String path = "memory/" + run;
            boolean refuses = random.nextBoolean();
            provider.route(path, peer -> {
                seen.computeIfAbsent(path, key -> new AtomicInteger()).incrementAndGet();
                if (refuses) {
                    peer.opening().refuse(503, Map.of());
                } else {
                    peer.close(CloseStatus.of(1001));
                }
            });
            EventRecorder events = new EventRecorder();
            NamedSocket socket = sockets.connect(path, "ws://" + path, STAYING, events);
            spin(random.nextInt(1_000_000));
            socket.close();
            asked.put(socket, socket.statistics().attempts());
            recorders.add(events);
        }
        recorders.forEach(EventRecorder::awaitClosed);
        sockets.close();
        asked.forEach((socket, attempts) -> {
            assertThat(socket.statistics().attempts()).isEqualTo(attempts);
            AtomicInteger count = seen.get(socket.name());
            assertThat(count == null ? 0 : count.get()).isLessThanOrEqualTo(attempts.intValue());
        });
        recorders.forEach(events -> events.assertGrammar(1));
        assertThat(asked.values()).as("some were closed after several attempts").anyMatch(count -> count > 1);
    }

    private static void spin(int nanos) {
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    @Test
    void c5_the_sums_are_right_in_every_snapshot_while_senders_and_a_killer_race() throws Exception {
        provider.route("memory/", peer -> {});
        OfflineQueue queue = OfflineQueue.on(OfflineQueue.Overflow.DROP_OLDEST).withResendInDoubt(true);
        EventRecorder events = new EventRecorder();
        NamedSocket socket = sockets.connect(
                "client", "ws://memory/", STAYING.withQueue(queue).withSendBuffer(20, 10_000), events);
        awaitOpen(socket);
        AtomicBoolean over = new AtomicBoolean();
        Thread sampler = new Thread(() -> {
            while (!over.get()) {
                Accounting.assertBalanced(socket);
            }
        });
        AtomicInteger faults = new AtomicInteger();
        sampler.setUncaughtExceptionHandler((thread, fault) -> faults.incrementAndGet());
        sampler.setDaemon(true);
        sampler.start();
        List<List<Delivery>> sent = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        List<Thread> senders = sent.stream().map(list -> new Thread(() -> send(socket, list))).toList();
        senders.forEach(Thread::start);
        while (senders.stream().anyMatch(Thread::isAlive) || socket.statistics().opened() <= DEATHS) {
            peer().drop();
            spin(3_000_000);
        }
        for (Thread sender : senders) {
            sender.join();
        }
        socket.close();
        events.awaitClosed();
        over.set(true);
        sampler.join();
        Awaitility.await().until(() -> socket.statistics().pending() == 0);
        assertThat(faults).hasValue(0);
        Accounting accounting = new Accounting(socket);
        sent.forEach(list -> list.forEach(accounting::note));
        accounting.check();
        assertThat(sent.get(0)).noneMatch(delivery -> delivery.outcome() instanceof Outcome.Pending);
        assertThat(provider.mostOpenPeers()).isEqualTo(1);
        assertThat(socket.statistics().opened()).isGreaterThan(DEATHS);
    }

    private static void send(NamedSocket socket, List<Delivery> into) {
        for (int i = 0; i < 2000; i++) {
            into.add(socket.send("message " + i));
            if (i % 100 == 0) {
                spin(1_000_000);
            }
        }
    }
}
