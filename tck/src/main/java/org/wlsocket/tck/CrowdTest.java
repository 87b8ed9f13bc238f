// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.wlsocket.Destination;
import org.wlsocket.NamedSocket;
import org.wlsocket.SocketOptions;
import org.wlsocket.SocketState;
import org.wlsocket.Sockets;
import org.wlsocket.spi.SocketProvider;

/** Many sockets: those that block do not disturb the others, and those that have gone leave nothing. */
public abstract class CrowdTest {

    private static final int BLOCKED = 10;
    private static final int SERVED = 100;
    private static final int BOUND = 2 * 1024 * 1024;
    private static final String KILOBYTES = "x".repeat(8 * 1024);
    private static final int BATCH = 100;
    private static final int FEW = 4;

    /** Fewer than one for each failure of a kind. */
    private static final int FEW_THREADS = 8;

    /** For all of them together. */
    private static final Duration LONG = Duration.ofMinutes(2);

    /** Far below the 10 s of the close limit. */
    private static final Duration AT_ONCE = Duration.ofSeconds(5);

    /** Pools of containers keep threads that have nothing to do for 10 s. */
    private static final Duration THREADS_SHRINK = Duration.ofSeconds(20);

    private static final long MIB = 1024 * 1024;

    /** {@return a new provider} */
    protected abstract SocketProvider provider();

    @Test
    void e10_sockets_at_their_bound_hold_no_more_than_that_and_the_others_are_served() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        try (ScriptedServer flood = ScriptedServer.builder().ioLimit(LONG).start(CrowdTest::flood);
                ScriptedServer echo = ScriptedServer.start(Script.echo());
                Sockets sockets = Sockets.builder().provider(provider()).build()) {
            try {
                blockAndServe(sockets, flood, echo, released);
            } finally {
                released.countDown();
            }
        }
    }

    private static void blockAndServe(
            Sockets sockets, ScriptedServer flood, ScriptedServer echo, CountDownLatch released) {
        long before = usedHeap();
        List<NamedSocket> blocked = connectBlocked(sockets, flood, released);
        blocked.forEach(CrowdTest::awaitBound);
        assertServed(sockets, echo);
        blocked.forEach(socket -> assertThat(socket.statistics().undelivered() * KILOBYTES.length())
                .isLessThanOrEqualTo(BOUND));
        awaitHeap(before, 2L * BLOCKED * BOUND);
        blocked.forEach(NamedSocket::close);
        Patience.until("the closes take effect", AT_ONCE, () -> blocked.stream()
                .allMatch(socket -> socket.statistics().undelivered() == 0
                        && sockets.find(socket.name()).isEmpty()));
        // The peer's end lies behind all that it has sent.
        Patience.until("the links are over", () -> blocked.stream()
                .allMatch(socket -> socket.state() instanceof SocketState.Closed));
    }

    private static void flood(ScriptedConnection connection) throws IOException {
        connection.accept();
        for (int i = 0; i < 4 * BOUND / KILOBYTES.length(); i++) {
            connection.text(KILOBYTES);
        }
    }

    private static List<NamedSocket> connectBlocked(
            Sockets sockets, ScriptedServer flood, CountDownLatch released) {
        SocketOptions options = SocketOptions.defaults().withReceiveBuffer(1000, BOUND);
        return IntStream.range(0, BLOCKED)
                .mapToObj(i -> sockets.connect(
                        "blocked-" + i, flood.uri("/").toString(), options, event -> released.await()))
                .toList();
    }

    private static void awaitBound(NamedSocket socket) {
        Patience.until("the bound is reached", () -> {
            long waiting = socket.statistics().undelivered() * KILOBYTES.length();
            return waiting + KILOBYTES.length() > BOUND;
        });
    }

    /** All are open at once, and all have sent before the first is looked at. */
    private static void assertServed(Sockets sockets, ScriptedServer server) {
        List<EventRecorder> events =
                IntStream.range(0, SERVED).mapToObj(i -> new EventRecorder()).toList();
        List<NamedSocket> served = IntStream.range(0, SERVED)
                .mapToObj(i -> sockets.connect(
                        "served-" + i,
                        Destination.of(server.uri("/")).withConnectLimit(LONG),
                        events.get(i)))
                .toList();
        served.forEach(socket -> socket.awaitOpen(LONG));
        IntStream.range(0, 100).forEach(i -> served.forEach(socket -> socket.send("" + i)));
        Patience.until("all have come", LONG, () -> events.stream()
                .allMatch(each -> each.events().size() == 101));
        served.forEach(NamedSocket::close);
        events.forEach(each -> assertThat(each.awaitClosed().status().code()).isEqualTo(1000));
    }

    @Test
    void c9_sockets_that_have_gone_leave_no_thread_no_connection_and_no_heap() throws Exception {
        comeAndGo(200, 10);
    }

    @Test
    @Tag("slow")
    void c9_thousands_of_sockets_that_have_gone_leave_no_thread_no_connection_and_no_heap() throws Exception {
        comeAndGo(2_000, 125);
    }

    private void comeAndGo(int cycles, int failuresOfEachKind) throws Exception {
        Set<Thread> before = ContractTests.ownThreads();
        comeAndGoInOneRegistry(cycles, failuresOfEachKind);
        OwnThreads.awaitEnd("the close leaves no thread of ours", before);
    }

    private void comeAndGoInOneRegistry(int cycles, int failuresOfEachKind) throws Exception {
        try (FailingPlaces places = new FailingPlaces();
                Sockets sockets = Sockets.builder().provider(provider()).build()) {
            List<Reference<?>> gone = new ArrayList<>();
            gone.addAll(openAndClose(sockets, BATCH));
            gone.addAll(places.fail(sockets, 2));
            long heap = usedHeap();
            int threads = threadNames().size();
            for (int i = 0; i < cycles; i += BATCH) {
                gone.addAll(openAndClose(sockets, BATCH));
            }
            gone.addAll(places.fail(sockets, failuresOfEachKind));
            places.awaitNobody();
            awaitForgotten(gone);
            Awaitility.await("the threads are gone").atMost(THREADS_SHRINK)
                    .untilAsserted(() -> assertThat(threadNames())
                    .as("%d threads before, now %s", threads, threadNames())
                    .hasSizeLessThanOrEqualTo(threads + FEW_THREADS));
            awaitHeap(heap, 8 * MIB);
        }
    }

    /** What still holds a link holds the listener of its socket. The last may wait in a container's pools. */
    private static void awaitForgotten(List<Reference<?>> listeners) {
        Awaitility.await("the links are forgotten").atMost(Patience.LIMIT).untilAsserted(() -> {
            System.gc();
            assertThat(listeners.stream().filter(listener -> listener.get() != null).count())
                    .as("listeners of %d sockets that have gone and are held", listeners.size())
                    .isLessThanOrEqualTo(FEW);
        });
    }

    static List<String> threadNames() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).sorted().toList();
    }

    /** A server for each batch, because a server remembers its connections. */
    private static List<Reference<?>> openAndClose(Sockets sockets, int cycles) throws Exception {
        List<Reference<?>> listeners = new ArrayList<>();
        try (ScriptedServer echo = ScriptedServer.start(Script.echo())) {
            for (int i = 0; i < cycles; i++) {
                EventRecorder events = new EventRecorder();
                listeners.add(new WeakReference<>(events));
                NamedSocket socket = sockets.connect("cycle", echo.uri("/").toString(), events);
                socket.awaitOpen(Patience.LIMIT);
                socket.close();
                events.awaitExactly("Opened Closed(1000)");
            }
            echo.awaitLive(0, Patience.LIMIT);
        }
        return listeners;
    }

    /** What is held stays; what others have just let go may take more than one collection. */
    static void awaitHeap(long before, long growth) {
        Awaitility.await("the heap shrinks").atMost(Patience.LIMIT).untilAsserted(() ->
                assertThat(usedHeap() - before).as("growth of the heap").isLessThan(growth));
    }

    /** After a collection; the least of some, because others allocate too. */
    static long usedHeap() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            System.gc();
            least = Math.min(least, Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
        }
        return least;
    }
}
