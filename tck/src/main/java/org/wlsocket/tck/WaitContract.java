// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.wlsocket.Delivery;
import org.wlsocket.Failure;
import org.wlsocket.NamedSocket;
import org.wlsocket.NamedSocketException;
import org.wlsocket.SocketEvent;
import org.wlsocket.SocketOptions;
import org.wlsocket.SocketState;

/** C1, C2: every wait ends, and none begins where it never could. */
abstract class WaitContract extends ContractTests {

    WaitContract(ContractSuite contract) {
        super(contract);
    }

    @Test
    void c1_waits_inside_the_listener_of_the_same_socket_are_refused() {
        List<Throwable> thrown = new CopyOnWriteArrayList<>();
        NamedSocket socket = connect(event -> {
            thrown.add(thrownBy(() -> event.socket().awaitOpen(PATIENCE)));
            thrown.add(thrownBy(() -> event.socket().send("x", PATIENCE)));
            thrown.add(thrownBy(() -> event.socket().receive(PATIENCE)));
        });
        open(socket);
        Patience.until("all have been tried", () -> thrown.size() == 3);
        assertThat(thrown).allSatisfy(each -> assertThat(each)
                .isInstanceOf(NamedSocketException.NotAllowed.class)
                .hasMessageContainingAll("expected", "found", NAME));
        events.awaitExactly("Opened");
    }

    private static Throwable thrownBy(Runnable call) {
        try {
            call.run();
            return new AssertionError("expected a refusal, found none");
        } catch (RuntimeException e) {
            return e;
        }
    }

    @Test
    void c1_every_call_that_does_not_wait_may_be_made_inside_a_listener() {
        List<Object> answers = new CopyOnWriteArrayList<>();
        NamedSocket socket = connect(event -> {
            if (event instanceof SocketEvent.Opened) {
                NamedSocket self = event.socket();
                answers.addAll(
                        List.of(self.name(), self.state(), self.statistics(), self.send("in").accepted()));
                answers.add(sockets.find(NAME).isPresent());
                answers.add(sockets.all().size());
                self.open();
                self.close();
            }
        });
        PeerLink link = accept();
        events.awaitExactly("Opened Closed(1000)");
        assertThat(answers).contains(NAME, true, 1).hasSize(6);
        assertThat(link.texts()).containsExactly("in");
        assertThat(socket.state()).isInstanceOf(SocketState.Closed.class);
    }

    @Test
    void c1_an_interrupt_ends_await_open_with_the_flag_set_and_changes_nothing() {
        NamedSocket socket = connect();
        PeerLink link = peer.next();
        assertInterruptEnds(() -> {
            socket.awaitOpen(PATIENCE);
            return null;
        });
        link.upgrade();
        socket.awaitOpen(PATIENCE);
        events.awaitExactly("Opened");
    }

    @Test
    void c1_an_interrupt_ends_receive_with_the_flag_set() {
        NamedSocket socket = sockets.connect(NAME, peer.uri());
        open(socket);
        assertInterruptEnds(() -> socket.receive(PATIENCE));
        assertThat(socket.state()).isInstanceOf(SocketState.Open.class);
    }

    @Test
    void c1_an_interrupt_ends_a_waiting_send_with_the_flag_set_and_nothing_is_accepted() {
        NamedSocket socket = connect(SocketOptions.defaults().withSendBuffer(2, 1L << 30));
        PeerLink link = openUnread(socket);
        events.awaitExactly("Opened");
        fill(socket);
        AtomicLong accepted = new AtomicLong();
        assertInterruptEnds(() -> {
            Delivery next;
            do {
                accepted.set(socket.statistics().accepted());
                next = socket.send("y", LONG);
                // Room came after all.
            } while (next.accepted());
            return next;
        });
        assertThat(socket.statistics().accepted()).isEqualTo(accepted.get());
        link.resumeReading();
    }

    @Test
    void c1_an_interrupt_ends_the_wait_for_the_close_of_all_sockets_but_not_the_close() {
        PeerLink link = open(connect());
        link.ignoreClose();
        assertInterruptEnds(() -> {
            sockets.close();
            return null;
        });
        assertThat(sockets.find(NAME).map(NamedSocket::state).map(Object::toString))
                .as("not cut before the drain limit")
                .contains("Closing");
        link.close(1001, "");
        sockets.close();
        events.awaitClosed();
    }

    @Test
    void c1_waits_for_another_socket_are_allowed_inside_a_listener() {
        NamedSocket other = sockets.connect("other", peer.uri());
        PeerLink otherLink = peer.next();
        CompletableFuture<String> answer = new CompletableFuture<>();
        NamedSocket socket = connect(event -> {
            if (event instanceof SocketEvent.Text) {
                other.awaitOpen(PATIENCE);
                other.send("asked", PATIENCE);
                answer.complete(other.receive(PATIENCE).map(EventText::of).orElse("nothing"));
            }
        });
        open(socket).text("go on");
        otherLink.upgradeWith("answered");
        assertThat(answer).succeedsWithin(PATIENCE).isEqualTo("Text(answered)");
        Patience.until("the question has come", () -> otherLink.texts().equals(List.of("asked")));
        events.awaitExactly("Opened Text(go on)");
    }

    @Test
    void c1_connect_send_ping_find_and_close_may_be_called_by_many_threads_at_once() {
        NamedSocket socket = connect();
        PeerLink link = open(socket);
        List<Background<Boolean>> callers = IntStream.range(0, 8)
                .mapToObj(i -> Background.call(() -> callAll(socket, i)))
                .toList();
        callers.forEach(caller -> assertThat(caller.result()).isTrue());
        Patience.until("the peer has all", () -> link.texts().size() == 8 * 50);
        events.awaitExactly("Opened");
        assertThat(sockets.all()).containsExactly(socket);
    }

    private boolean callAll(NamedSocket socket, int caller) {
        SocketOptions idle = SocketOptions.defaults().withAutoConnect(false);
        boolean right = true;
        for (int i = 0; i < 50; i++) {
            NamedSocket own = sockets.connect("caller-" + caller, peer.uri(), idle);
            right &= sockets.find("caller-" + caller).orElseThrow() == own;
            right &= socket.send(caller + ":" + i).accepted();
            right &= !socket.ping().toCompletableFuture().isCompletedExceptionally();
            own.close();
        }
        return right;
    }

    private static void assertInterruptEnds(Callable<? extends @Nullable Object> wait) {
        AtomicBoolean flag = new AtomicBoolean();
        try (Background<@Nullable Object> waiting = Background.call(() -> {
            try {
                return wait.call();
            } finally {
                flag.set(Thread.currentThread().isInterrupted());
            }
        })) {
            waiting.awaitBlocked().interrupt();
            assertThat(waiting.exception()).isInstanceOf(NamedSocketException.Interrupted.class);
        }
        assertThat(flag).isTrue();
    }

    @Test
    void c2_connect_returns_while_the_peer_has_not_answered() {
        NamedSocket socket = connect();
        assertThat(socket.state()).isInstanceOf(SocketState.Connecting.class);
        open(socket);
        assertThat(socket.state()).isInstanceOf(SocketState.Open.class);
        events.awaitExactly("Opened");
    }

    @Test
    void c2_await_open_times_out_and_the_socket_goes_on_connecting() {
        NamedSocket socket = connect();
        PeerLink link = peer.next();
        assertThatThrownBy(() -> socket.awaitOpen(SHORT))
                .isInstanceOf(NamedSocketException.TimedOut.class)
                .hasMessageContainingAll("expected", "found", NAME);
        assertThatThrownBy(() -> socket.awaitOpen(Duration.ZERO))
                .isInstanceOf(NamedSocketException.TimedOut.class);
        link.upgrade();
        socket.awaitOpen(PATIENCE);
        events.awaitExactly("Opened");
    }

    @Test
    void c2_await_open_ends_when_the_socket_ends_and_tells_why() {
        NamedSocket socket = connect();
        PeerLink link = peer.next();
        try (Background<@Nullable Object> waiting = Background.call(() -> {
            socket.awaitOpen(PATIENCE);
            return null;
        })) {
            waiting.awaitBlocked();
            link.refuse(404, Map.of());
            NamedSocketException.Ended ended = (NamedSocketException.Ended) waiting.exception();
            SocketState.Closed state = (SocketState.Closed) ended.state().orElseThrow();
            assertThat(state.cause().map(Failure::phase)).contains(Failure.Phase.CONNECT);
        }
        events.awaitClosed();
    }
}
