// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wlsocket.CloseStatus;
import org.wlsocket.Credentials;
import org.wlsocket.Destination;
import org.wlsocket.Failure;
import org.wlsocket.NamedSocket;
import org.wlsocket.NamedSocketException;
import org.wlsocket.SocketEvent;
import org.wlsocket.SocketOptions;
import org.wlsocket.SocketState;
import org.wlsocket.Sockets;
import org.wlsocket.spi.Handshake;
import org.wlsocket.spi.SocketProvider;
import org.wlsocket.spi.Wire;
import org.wlsocket.spi.WireListener;

/** What foreign code may do to the threads and the memory of the library. */
class ListenerThreadTest {

    private static final SocketOptions SMALL =
            SocketOptions.defaults().withReceiveBuffer(5, 1000).withoutPings();

    private final MemoryProvider provider = MemoryProvider.with(peer -> {});
    private Sockets sockets = Sockets.builder().provider(provider).build();
    private final EventRecorder events = new EventRecorder();

    @AfterEach
    void close() {
        sockets.close();
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T sneaky(Throwable thrown) throws T {
        throw (T) thrown;
    }

    /** From now on the limits of the sockets pass when the test says so. */
    private SteppedTime stepped() {
        SteppedTime time = new SteppedTime();
        sockets.close();
        sockets = Sockets.builder()
                .provider(provider)
                .clock(time.clock())
                .scheduler(time.scheduler())
                .build();
        return time;
    }

    private static EventRecorder waitingAtOpened(CountDownLatch released) {
        return new EventRecorder(event -> {
            if (event instanceof SocketEvent.Opened) {
                released.await();
            }
        });
    }

    private MemoryPeer peer(int number) {
        Patience.until("the attempt has come", () -> provider.peers().size() > number);
        return provider.peers().get(number);
    }

    @Test
    void c1_the_interrupt_flag_of_one_delivery_is_not_that_of_the_next() {
        BlockingQueue<Boolean> flags = new LinkedBlockingQueue<>();
        EventRecorder recorder = new EventRecorder(event -> {
            flags.add(Thread.currentThread().isInterrupted());
            Thread.currentThread().interrupt();
        });
        NamedSocket socket = sockets.connect("client", "ws://memory/", recorder);
        socket.awaitOpen(Patience.LIMIT);
        peer(0).send("one");
        peer(0).send("two");
        recorder.awaitExactly("Opened Text(one) Text(two)");
        for (int delivery = 0; delivery < 3; delivery++) {
            assertThat(Patience.take(flags, "a delivery")).isFalse();
        }
    }

    @Test
    void the_library_s_threads_do_not_inherit_thread_locals_of_whoever_sends_first() {
        InheritableThreadLocal<String> request = new InheritableThreadLocal<>();
        request.set("of user A");
        CompletableFuture<String> seen = new CompletableFuture<>();
        try {
            sockets.connect("client", "ws://memory/", event -> seen.complete(String.valueOf(request.get())));
            assertThat(seen).succeedsWithin(Patience.LIMIT).isEqualTo("null");
        } finally {
            request.remove();
        }
    }

    @Test
    void e9_an_exception_that_cannot_even_be_logged_does_not_end_the_deliveries() {
        EventRecorder recorder = new EventRecorder(event -> {
            throw new Unspeakable();
        });
        sockets.connect("client", "ws://memory/", recorder).awaitOpen(Patience.LIMIT);
        peer(0).send("next");
        recorder.awaitExactly("Opened Text(next)");
    }

    static List<Throwable> refusals() {
        return List.of(
                new RejectedExecutionException("full"),
                new IllegalStateException("the component is stopped"),
                new OutOfMemoryError("unable to create native thread"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void e1_an_executor_that_refuses_in_any_way_costs_no_event(Throwable refusal) {
        sockets.close();
        sockets = Sockets.builder()
                .provider(provider)
                .executor(task -> {
                    throw sneaky(refusal);
                })
                .build();
        NamedSocket socket = sockets.connect("client", "ws://memory/", events);
        socket.awaitOpen(Patience.LIMIT);
        peer(0).close(CloseStatus.of(4000));
        events.awaitExactly("Opened Closed(4000)");
    }

    @Test
    void c3_a_socket_that_its_listener_opens_again_while_it_is_being_closed_stays_found() {
        provider.route("memory/", peer -> peer.onClose(peer::close));
        for (int i = 0; i < 2000; i++) {
            CountDownLatch again = new CountDownLatch(1);
            NamedSocket socket = sockets.connect("client", "ws://memory/", event -> {
                if (event instanceof SocketEvent.Closed && again.getCount() > 0) {
                    event.socket().open();
                    again.countDown();
                }
            });
            socket.awaitOpen(Patience.LIMIT);
            socket.close();
            Patience.until("it was opened again", () -> again.getCount() == 0);
            assertThat(sockets.find("client")).containsSame(socket);
            socket.close();
            Patience.until("it is over", () -> socket.state() instanceof SocketState.Closed);
        }
    }

    @Test
    void c9_what_an_ended_link_held_of_its_container_is_not_kept_with_the_socket() {
        List<WeakReference<Object>> wires = new CopyOnWriteArrayList<>();
        MemoryProvider own = MemoryProvider.with(peer -> {});
        try (Sockets many = Sockets.builder().provider(new Forgetting(own, wires)).build()) {
            List<NamedSocket> ended = new ArrayList<>();
            IntStream.range(0, 50)
                    .forEach(i -> ended.add(many.connect("s" + i, "ws://memory/", event -> {})));
            ended.forEach(socket -> socket.awaitOpen(Patience.LIMIT));
            own.peers().forEach(peer -> peer.close(CloseStatus.NORMAL));
            Patience.until(
                    "all are over",
                    () -> ended.stream().allMatch(socket -> socket.state() instanceof SocketState.Closed));
            Patience.until("their wires are gone", () -> {
                System.gc();
                return wires.stream().allMatch(wire -> wire.get() == null);
            });
            assertThat(many.all()).hasSize(50);
        }
    }

    @Test
    void e8_messages_that_have_arrived_are_delivered_although_a_write_has_failed() {
        provider.route("memory/", peer -> peer.onText(text -> {
            throw new UncheckedIOException(new IOException("Broken pipe"));
        }));
        SteppedTime time = stepped();
        ReaderThread reader = new ReaderThread();
        provider.deliverOn(reader);
        CountDownLatch released = new CountDownLatch(1);
        EventRecorder slow = waitingAtOpened(released);
        NamedSocket socket = sockets.connect("client", "ws://memory/", SMALL, slow);
        IntStream.range(0, 100).forEach(i -> peer(0).send("" + i));
        peer(0).close(CloseStatus.of(4000));
        Patience.until("the bound is reached", () ->
                socket.statistics().undelivered() == 5 && reader.waits());
        socket.send("fails");
        for (int i = 0; i < 30; i++) {
            Patience.until("the end is to be forced later", () -> time.waitingTasks() > 0);
            time.advance(Duration.ofSeconds(1));
        }
        released.countDown();
        assertThat(slow.awaitClosed().status()).isEqualTo(CloseStatus.of(4000));
        assertThat(slow.texts()).hasSize(100);
    }

    @Test
    void e10_the_write_limit_waits_while_this_side_does_not_read_and_counts_from_when_it_does() {
        SteppedTime time = stepped();
        ReaderThread reader = new ReaderThread();
        provider.deliverOn(reader);
        CountDownLatch released = new CountDownLatch(1);
        EventRecorder slow = waitingAtOpened(released);
        NamedSocket socket = sockets.connect("client", "ws://memory/", SMALL, slow);
        socket.awaitOpen(Patience.LIMIT);
        IntStream.range(0, 100).forEach(i -> peer(0).send("" + i));
        Patience.until("the bound is reached", () ->
                socket.statistics().undelivered() == 5 && reader.waits());
        peer(0).wire().holdWrites();
        socket.send("stalled");
        for (int i = 0; i < 5; i++) {
            Patience.until("the limit is set", () -> time.waitingTasks() > 0);
            time.advance(Duration.ofSeconds(10));
        }
        assertThat(socket.state()).isInstanceOf(SocketState.Open.class);
        released.countDown();
        Patience.until("all is delivered", () -> slow.texts().size() == 100);
        Patience.until("it reads again", () -> socket.statistics().undelivered() == 0);
        Patience.until("the limit is set", () -> time.waitingTasks() > 0);
        time.advance(Duration.ofSeconds(9));
        assertThat(socket.state()).isInstanceOf(SocketState.Open.class);
        Patience.until("the write is given up", () -> {
            time.advance(Duration.ofSeconds(1));
            return socket.state() instanceof SocketState.Closed;
        });
        slow.awaitClosed();
        assertThat(slow.await(SocketEvent.Failed.class).cause().phase()).isEqualTo(Failure.Phase.WRITE);
    }

    @Test
    void e10_c4_a_provider_that_thinks_long_before_it_lets_a_reader_wait_delays_no_call() {
        CountDownLatch released = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        MemoryProvider thinking = MemoryProvider.with(peer -> peer.onText(text -> {}));
        SocketProvider slow = (SocketProvider) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {SocketProvider.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("letReaderWait")) {
                        asked.countDown();
                        released.await();
                    }
                    return method.invoke(thinking, arguments);
                });
        try (Sockets own = Sockets.builder().provider(slow).build()) {
            SocketOptions options = SocketOptions.defaults().withReceiveBuffer(1, 1000);
            NamedSocket socket = own.connect("client", "ws://memory/", options, event -> released.await());
            socket.awaitOpen(Patience.LIMIT);
            IntStream.range(0, 10).forEach(i -> thinking.peers().get(0).send("" + i));
            Patience.until("the provider thinks", () -> asked.getCount() == 0);
            try (Background<Boolean> sending = Background.call(() -> socket.send("x").accepted())) {
                assertThat(sending.result()).isTrue();
            }
            released.countDown();
        }
    }

    @Test
    void r7_an_attempt_is_given_back_although_the_provider_fails_when_it_is_asked_for_its_name() {
        SocketProvider broken = (SocketProvider) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {SocketProvider.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("connect") || method.getName().equals("name")) {
                        throw new IllegalStateException("it is broken");
                    }
                    return method.invoke(provider, arguments);
                });
        try (Sockets own = Sockets.builder().provider(broken).build()) {
            Destination destination =
                    Destination.of("ws://memory/").withConnectLimit(Duration.ofSeconds(1));
            EventRecorder recorder = new EventRecorder();
            NamedSocket socket = own.connect("client", destination, recorder);
            recorder.awaitExactly("Failed(CONNECT/TIMED_OUT) Closed(1006)");
            Patience.until("nothing is held", () -> socket.statistics().heldAttempts() == 0);
        }
    }

    /** Not even its text can be had. */
    private static final class Unspeakable extends RuntimeException {
        private static final long serialVersionUID = 1;

        @Override
        public String toString() {
            throw new StackOverflowError("in toString");
        }

        @Override
        public String getMessage() {
            throw new StackOverflowError("in getMessage");
        }
    }

    @Test
    void r5_credentials_that_fail_unspeakably_are_a_failed_attempt_like_another() {
        Destination destination = Destination.of("ws://memory/").withCredentials(request -> {
            throw new Unspeakable();
        });
        EventRecorder recorder = new EventRecorder();
        NamedSocket socket = sockets.connect("client", destination, recorder);
        recorder.awaitExactly("Failed(CREDENTIALS/CREDENTIALS) Closed(1006)");
        Patience.until("nothing is held", () -> socket.statistics().heldAttempts() == 0);
    }

    @Test
    void r10_a_preparation_that_fails_unspeakably_is_a_failed_attempt_like_another() {
        SocketOptions options = SocketOptions.defaults().withReadiness(preparation -> {
            throw new Unspeakable();
        });
        EventRecorder recorder = new EventRecorder();
        sockets.connect("client", "ws://memory/", options, recorder);
        recorder.awaitExactly("Opened Failed(PREPARE/NOT_READY) Closed(1006)");
    }

    /** Hands wires on that nobody but the library holds. */
    private record Forgetting(SocketProvider provider, List<WeakReference<Object>> wires)
            implements SocketProvider {

        @Override
        public String name() {
            return provider.name();
        }

        @Override
        public void connect(Handshake handshake, WireListener listener) throws Exception {
            provider.connect(handshake, (WireListener) Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {WireListener.class},
                    (proxy, method, arguments) -> {
                        if (method.getName().equals("opened")) {
                            arguments[0] = wrapped((Wire) arguments[0]);
                        }
                        return method.invoke(listener, arguments);
                    }));
        }

        private Wire wrapped(Wire wire) {
            Wire fresh = (Wire) Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {Wire.class},
                    (proxy, method, arguments) ->
                            method.getName().equals("equals")
                                    ? proxy == arguments[0]
                                    : method.invoke(wire, arguments));
            wires.add(new WeakReference<>(fresh));
            return fresh;
        }

        @Override
        public void close() {
            provider.close();
        }
    }

    @Test
    void c1_c9_the_close_of_all_in_a_credentials_provider_starts_it_and_returns() {
        ExecutorService applications = Executors.newCachedThreadPool();
        CompletableFuture<Throwable> refused = new CompletableFuture<>();
        sockets.close();
        sockets = Sockets.builder()
                .provider(MemoryProvider.with(peer -> {}))
                .executor(applications)
                .build();
        try {
            sockets.connect("client", Destination.of("ws://memory/").withCredentials(request -> {
                sockets.close();
                try {
                    sockets.drain();
                } catch (RuntimeException e) {
                    refused.complete(e);
                }
                return Credentials.none();
            }), events);
            assertThat(refused)
                    .succeedsWithin(Patience.LIMIT)
                    .isInstanceOf(NamedSocketException.NotAllowed.class);
        } finally {
            applications.shutdownNow();
        }
    }

    @Test
    void c1_c9_the_close_of_all_inside_a_callback_starts_it_and_returns() {
        // Once the sockets are over, the thread of the callback would be told to end.
        provider.route("memory/", peer -> {
            peer.wire().holdWrites();
            peer.ignoreClose();
        });
        NamedSocket socket = sockets.connect("client", "ws://memory/", new EventRecorder());
        socket.awaitOpen(Patience.LIMIT);
        CompletableFuture<Boolean> returned = new CompletableFuture<>();
        CompletableFuture<Throwable> refused = new CompletableFuture<>();
        socket.send("held").completion().thenRun(() -> {
            sockets.close();
            returned.complete(!Thread.currentThread().isInterrupted());
            try {
                sockets.drain();
            } catch (RuntimeException e) {
                refused.complete(e);
            }
        });
        peer(0).wire().letWritesEnd();
        assertThat(returned).succeedsWithin(Patience.LIMIT).isEqualTo(true);
        assertThat(refused)
                .succeedsWithin(Patience.LIMIT)
                .isInstanceOf(NamedSocketException.NotAllowed.class);
        peer(0).close(CloseStatus.of(1001));
        sockets.close();
    }
}
