// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wlsocket.CloseStatus;
import org.wlsocket.Delivery;
import org.wlsocket.Delivery.Outcome;
import org.wlsocket.Failure;
import org.wlsocket.NamedSocket;
import org.wlsocket.SocketEvent;
import org.wlsocket.SocketOptions;
import org.wlsocket.Sockets;

/** What users script in memory, and the rules that only a scripted container shows. */
class MemoryProviderTest {

    private final MemoryProvider provider = new MemoryProvider();
    private final Sockets sockets = Sockets.builder().provider(provider).build();
    private final EventRecorder events = new EventRecorder();

    @AfterEach
    void nothing_else_happened() {
        events.assertNothingMore();
        sockets.close();
        events.assertGrammar();
        assertThat(provider.openPeers()).isZero();
    }

    private NamedSocket connect(String address) {
        NamedSocket socket = sockets.connect("client", "ws://" + address, events);
        socket.awaitOpen(Patience.LIMIT);
        return socket;
    }

    private MemoryPeer peer() {
        return provider.peers().get(provider.peers().size() - 1);
    }

    @Test
    void an_echo_is_three_lines() {
        provider.route("echo/", peer -> peer.onText(peer::send));
        connect("echo/").send("hello");
        events.awaitExactly("Opened Text(hello)");
        assertThat(peer().texts()).containsExactly("hello");
    }

    @Test
    void each_address_has_its_script_and_others_are_refused() {
        provider.route("a/x", peer -> peer.send("this is x")).route("a/y", peer -> peer.send("this is y"));
        connect("a/y?query");
        events.awaitExactly("Opened Text(this is y)");
        EventRecorder refused = new EventRecorder();
        sockets.connect("other", "ws://b/x", refused);
        refused.awaitExactly("Failed(CONNECT/REFUSED) Closed(1006)");
    }

    @ParameterizedTest
    @CsvSource({"ws://x/,x/", "wss://x:1/y?q,x:1/y", "x,x/", "/chat,host/chat", "'',host/"})
    void an_address_that_no_attempt_can_have_is_refused(String address, String meant) {
        assertThatThrownBy(() -> provider.route(address, peer -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("found \"" + address + "\"", "write \"" + meant + "\"");
    }

    @Test
    void a_refusal_has_status_and_headers() {
        provider.route("busy/", peer -> peer.opening().refuse(503, Map.of("Retry-After", List.of("7"))));
        sockets.connect("client", "ws://busy/", events);
        Failure cause = events.await(SocketEvent.Failed.class).cause();
        assertThat(cause.httpStatus()).hasValue(503);
        assertThat(cause.httpHeaders()).containsEntry("retry-after", List.of("7"));
        events.awaitClosed();
    }

    @Test
    void the_answer_may_have_headers() {
        provider.route("any/", peer -> peer.opening().headers(Map.of("X-Server", List.of("in memory"))));
        connect("any/");
        assertThat(events.await(SocketEvent.Opened.class).headers())
                .containsEntry("x-server", List.of("in memory"));
    }

    @Test
    void e6_a_violation_after_our_close_fails_the_close() {
        provider.route("any/", MemoryPeer::ignoreClose);
        connect("any/").close();
        Patience.until("the close has come", () -> peer().closedWith().isPresent());
        peer().violate();
        events.awaitExactly("Opened Failed(CLOSE/PROTOCOL_VIOLATION) Closed(1006)");
    }

    @Test
    void a_script_that_throws_fails_the_attempt() {
        provider.route("broken/", peer -> {
            throw new IllegalStateException("broken script");
        });
        sockets.connect("client", "ws://broken/", events);
        assertThat(events.await(SocketEvent.Failed.class).cause().exception())
                .containsInstanceOf(IllegalStateException.class);
        events.awaitClosed();
    }

    @Test
    void binary_messages_and_fragments_go_both_ways() {
        provider.route("any/", peer -> peer.onBinary(data -> peer.sendFragments(data, data.duplicate())));
        connect("any/").send(ByteBuffer.wrap(new byte[] {1, 2}));
        events.awaitExactly("Opened Binary(01020102)");
        assertThat(peer().binaries()).containsExactly(ByteBuffer.wrap(new byte[] {1, 2}));
    }

    @Test
    void the_peer_closes_or_drops_and_sees_how_the_client_closes() {
        provider.route("any/", peer -> {});
        NamedSocket socket = connect("any/");
        peer().close(CloseStatus.of(4001, "done"));
        events.awaitExactly("Opened Closed(4001 \"done\")");
        socket.open();
        socket.awaitOpen(Patience.LIMIT);
        peer().drop();
        events.awaitExactly("Opened Closed(4001 \"done\") Opened Closed(1006)");
        socket.open();
        socket.awaitOpen(Patience.LIMIT);
        socket.close(CloseStatus.of(4002));
        events.awaitExactly("Opened Closed(4001 \"done\") Opened Closed(1006) Opened Closed(4002)");
        assertThat(peer().closedWith()).contains(CloseStatus.of(4002));
    }

    @Test
    void c5_a_withheld_write_is_pending_until_it_ends_and_in_doubt_when_the_link_ends_first() {
        provider.route("any/", peer -> peer.wire().holdWrites());
        NamedSocket socket = connect("any/");
        List<Delivery> deliveries =
                IntStream.range(0, 3).mapToObj(i -> socket.send("" + i)).toList();
        Patience.until("the first is being written", () -> peer().wire().heldWrites() == 1);
        assertThat(deliveries).allMatch(delivery -> delivery.outcome() instanceof Outcome.Pending);
        assertThat(peer().wire().letWriteEnd()).isTrue();
        assertThat(deliveries.get(0).outcome()).isEqualTo(new Outcome.Written());
        peer().drop();
        events.awaitExactly("Opened Closed(1006)");
        assertThat(deliveries.get(1).outcome()).isEqualTo(new Outcome.Dropped(Delivery.DropReason.IN_DOUBT));
        assertThat(deliveries.get(2).outcome())
                .isEqualTo(new Outcome.Dropped(Delivery.DropReason.LINK_ENDED));
        peer().wire().letWritesEnd();
        assertThat(deliveries.get(1).outcome()).isEqualTo(new Outcome.Dropped(Delivery.DropReason.IN_DOUBT));
        assertThat(socket.statistics().written()).isEqualTo(1);
    }

    @Test
    void c5_a_write_that_fails_is_dropped_and_the_link_is_given_up() {
        provider.route("any/", peer -> peer.onText(text -> {
            throw new IllegalStateException("no more");
        }));
        NamedSocket socket = connect("any/");
        Delivery delivery = socket.send("x");
        events.awaitExactly("Opened Failed(WRITE/OTHER) Closed(1006)");
        assertThat(delivery.outcome()).isEqualTo(new Outcome.Dropped(Delivery.DropReason.WRITE_FAILED));
    }

    @Test
    void e10_one_more_socket_at_its_bound_than_the_container_has_threads_for_is_failed() {
        CountDownLatch released = new CountDownLatch(1);
        ReaderThread reader = new ReaderThread();
        provider.withReaders(1)
                .deliverOn(reader)
                .route("flood/", peer -> IntStream.range(0, 50).forEach(i -> peer.send("" + i)));
        SocketOptions small = SocketOptions.defaults().withReceiveBuffer(5, 1000);
        EventRecorder waiting = new EventRecorder(event -> released.await());
        NamedSocket first = sockets.connect("first", "ws://flood/", small, waiting);
        Patience.until("the first waits", () -> first.statistics().undelivered() == 5 && reader.waits());
        EventRecorder failing = new EventRecorder(event -> released.await());
        NamedSocket second = sockets.connect("second", "ws://flood/", small, failing);
        Patience.until("the second is over", () -> second.state().toString().contains("INBOUND/OVERLOADED"));
        released.countDown();
        assertThat(failing.awaitClosed().status().code()).isEqualTo(1006);
        failing.assertGrammar();
        waiting.awaitCount(51);
        first.close();
        waiting.awaitClosed();
        assertThat(waiting.texts()).hasSize(50);
    }

    @Test
    void c9_an_attempt_that_the_container_does_not_give_back_is_counted_and_costs_the_drain_limit() {
        CountDownLatch givenBack = new CountDownLatch(1);
        provider.route("held/", peer -> awaitUninterrupted(givenBack));
        Duration limit = Duration.ofSeconds(1);
        Sockets closing = Sockets.builder().provider(provider).drainLimit(limit).build();
        NamedSocket socket = closing.connect("client", "ws://held/", events);
        Patience.until("the attempt is on its way", () -> provider.peers().size() == 1);
        long start = System.nanoTime();
        closing.close();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
        events.awaitExactly("Failed(CONNECT/CLOSED_BY_APPLICATION) Closed(1006)");
        assertThat(socket.statistics().heldAttempts()).isEqualTo(1);
        Patience.until("one attempt is left", () -> connecting().size() == 1);
        Set<Thread> held = connecting();
        assertThat(held).singleElement().satisfies(thread -> assertThat(thread.isDaemon()).isTrue());
        OwnThreads.awaitEnd("no other thread is left", held);
        assertThat(ContractTests.ownThreads()).isEqualTo(held);
        givenBack.countDown();
        Patience.until("the attempt has returned", () -> socket.statistics().heldAttempts() == 0);
        OwnThreads.awaitEnd("no thread is left", Set.of());
    }

    private static Set<Thread> connecting() {
        return ContractTests.ownThreads().stream()
                .filter(thread -> thread.getName().startsWith("wlsocket-connect-"))
                .collect(Collectors.toSet());
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        Awaitility.await().forever().until(() -> latch.getCount() == 0);
    }

    @Test
    void what_a_task_or_a_handler_throws_is_kept_and_what_is_behind_it_still_comes() {
        MemoryProvider failing = MemoryProvider.with(peer -> {
            peer.afterDelivery(() -> {
                throw new AssertionError("not so");
            });
            peer.send("behind it");
            peer.onText(text -> {
                throw new StackOverflowError("deep");
            });
        });
        Sockets other = Sockets.builder().provider(failing).build();
        NamedSocket socket = other.connect("client", "ws://any/", events);
        events.awaitExactly("Opened Text(behind it)");
        Delivery delivery = socket.send("x");
        events.awaitExactly("Opened Text(behind it) Failed(WRITE/OTHER) Closed(1006)");
        assertThat(delivery.outcome()).isEqualTo(new Outcome.Dropped(Delivery.DropReason.WRITE_FAILED));
        assertThat(failing.failures()).singleElement().isInstanceOf(AssertionError.class);
        assertThatThrownBy(failing::close).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not so");
        try (LogRecorder log = LogRecorder.start()) {
            other.close();
            // The close does not wait for a provider that takes long.
            Patience.until("it is logged", () ->
                    log.causes().stream().anyMatch(cause -> cause.contains("not so")));
        }
    }

    @Test
    void a_ping_is_answered_unless_the_peer_ignores_it() {
        provider.route("any/", peer -> {});
        NamedSocket socket = connect("any/");
        assertThat(socket.ping().toCompletableFuture()).succeedsWithin(Patience.LIMIT);
        peer().ignorePings();
        assertThat(socket.ping().toCompletableFuture()).isNotDone();
        events.awaitExactly("Opened");
    }
}
