// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.wlsocket.CloseStatus;
import org.wlsocket.Destination;
import org.wlsocket.Failure;
import org.wlsocket.NamedSocket;
import org.wlsocket.NamedSocketException;
import org.wlsocket.Reconnect;
import org.wlsocket.RetryRule.Verdict;
import org.wlsocket.SocketEvent;
import org.wlsocket.SocketListener;
import org.wlsocket.SocketOptions;
import org.wlsocket.SocketState;
import org.wlsocket.SocketState.Waiting.HeldBy;

/** C3, C6, E1, R7: the life of a name, walked through every state. */
class LifeCycleStoryTest extends Story {

    private static final Destination WHERE = Destination.of("ws://memory/");

    private NamedSocket connect(SocketOptions options, SocketListener listener) {
        return virtual.connect("client", WHERE, options, listener);
    }

    private NamedSocket idle(SocketOptions options) {
        return connect(options.withAutoConnect(false));
    }

    private void open(NamedSocket socket) {
        virtual.open(socket);
        virtual.run();
    }

    /** C3: a name that is taken is refused, and the living socket is not touched. */
    private void assertTaken(NamedSocket socket) {
        SocketState before = socket.state();
        assertThatThrownBy(() -> virtual.sockets().connect("client", "ws://memory/"))
                .isInstanceOf(NamedSocketException.NameInUse.class);
        socket.open();
        assertThat(socket.state()).isInstanceOf(before.getClass());
        assertThat(virtual.sockets().find("client")).containsSame(socket);
    }

    private void assertFree() {
        assertThat(virtual.sockets().find("client")).isEmpty();
    }

    /** R7: no attempt after the close, ever. */
    private void assertNoAttemptFollows() {
        int attempts = attempts();
        minutes(60);
        assertThat(attempts()).isEqualTo(attempts);
    }

    @Test
    void c3_an_idle_socket_is_opened_and_heard_nothing_before() {
        NamedSocket socket = idle(STAYING);
        assertThat(socket.state()).isInstanceOf(SocketState.Idle.class);
        minutes(10);
        assertThat(attempts()).isZero();
        open(socket);
        assertOpen(socket);
        assertThat(heard()).isEqualTo("Opened");
    }

    @Test
    void c3_closing_an_idle_socket_makes_no_event_and_it_can_be_opened_after() {
        NamedSocket socket = idle(STAYING);
        socket.close();
        minutes(1);
        assertThat(heard()).isEmpty();
        open(socket);
        assertOpen(socket);
    }

    @Test
    void c6_close_while_connecting() {
        NamedSocket[] socket = new NamedSocket[1];
        socket[0] = idle(STAYING);
        script = peer -> {
            assertThat(socket[0].state()).isInstanceOf(SocketState.Connecting.class);
            assertTaken(socket[0]);
            socket[0].close();
            assertFree();
        };
        open(socket[0]);
        assertThat(heard()).isEqualTo("Failed(CONNECT/CLOSED_BY_APPLICATION) Closed(1006)");
        assertThat(peer().isOpen()).isFalse();
        assertNoAttemptFollows();
    }

    @Test
    void c6_close_while_preparing() {
        NamedSocket socket = connect(STAYING.withReadiness(preparation -> new CompletableFuture<>()));
        assertThat(socket.state()).isInstanceOf(SocketState.Preparing.class);
        assertTaken(socket);
        socket.close(CloseStatus.of(4000, "enough"));
        assertFree();
        virtual.run();
        assertThat(heard()).isEqualTo("Opened Closed(4000 \"enough\")");
        assertNoAttemptFollows();
    }

    @Test
    void c6_close_while_waiting() {
        NamedSocket socket = connect(STAYING);
        cut();
        assertTaken(socket);
        socket.close();
        assertFree();
        assertEnded(socket);
        assertNoAttemptFollows();
        assertThat(heard()).isEqualTo("Opened Closed(1006, again) Closed(1006)");
    }

    @Test
    void c6_close_while_waiting_after_a_failed_attempt() {
        script = peer -> peer.opening().refuse(503, Map.of());
        NamedSocket socket = connect(STAYING);
        socket.close();
        assertNoAttemptFollows();
        assertThat(heard()).isEqualTo("Failed(CONNECT/HTTP_STATUS) Closed(1006, again) Closed(1006)");
    }

    @Test
    void c6_close_while_a_rule_is_asked() {
        NamedSocket[] socket = new NamedSocket[1];
        List<HeldBy> held = new ArrayList<>();
        socket[0] = connect(PLAIN.withReconnect(Reconnect.on().withRule(end -> {
            held.add(waiting(socket[0]).heldBy());
            assertTaken(socket[0]);
            socket[0].close();
            assertFree();
            return Verdict.RETRY;
        })));
        cut();
        assertThat(held).containsExactly(HeldBy.RETRY_RULE);
        assertNoAttemptFollows();
        assertThat(heard()).as("the Closed that was held back is the last").isEqualTo("Opened Closed(1006)");
    }

    @Test
    void c8_a_close_while_a_rule_is_asked_keeps_what_the_link_died_of() {
        NamedSocket[] socket = new NamedSocket[1];
        socket[0] = connect(PLAIN.withReconnect(Reconnect.on().withRule(end -> {
            socket[0].close();
            return Verdict.RETRY;
        })));
        peer().violate();
        virtual.run();
        SocketState.Closed state = (SocketState.Closed) socket[0].state();
        assertThat(state.cause().orElseThrow().reason()).isEqualTo(Failure.Reason.PROTOCOL_VIOLATION);
    }

    @Test
    void c6_close_while_open_and_a_second_close_changes_nothing() {
        NamedSocket socket = connect(STAYING);
        assertTaken(socket);
        peer().onClose(status -> {});
        socket.close(CloseStatus.of(4001));
        assertThat(socket.state()).isInstanceOf(SocketState.Closing.class);
        assertFree();
        socket.close(CloseStatus.of(4002));
        assertThat(peer().closedWith()).contains(CloseStatus.of(4001));
        seconds(9);
        assertThat(heard()).isEqualTo("Opened");
        seconds(1);
        assertThat(heard()).isEqualTo("Opened Closed(1006)");
        assertNoAttemptFollows();
    }

    @Test
    void c3_an_ended_socket_is_opened_again_with_a_new_count_of_retries() {
        NamedSocket socket = connect(STAYING);
        peer().close(CloseStatus.of(1008));
        virtual.run();
        assertEnded(socket);
        open(socket);
        assertOpen(socket);
        cut();
        assertThat(waiting(socket).attempt()).isEqualTo(1);
        assertThat(heard()).isEqualTo("Opened Closed(1008) Opened Closed(1006, again)");
    }

    @Test
    void c3_e1_close_open_close_while_the_first_link_still_closes() {
        script = MemoryPeer::ignoreClose;
        NamedSocket socket = connect(STAYING);
        socket.close();
        virtual.open(socket);
        assertThat(socket.state()).isInstanceOf(SocketState.Connecting.class);
        socket.close();
        virtual.run();
        assertThat(heard()).as("the older link has its events first").isEqualTo("Opened");
        seconds(10);
        assertThat(heard())
                .isEqualTo("Opened Closed(1006) Failed(CONNECT/CLOSED_BY_APPLICATION) Closed(1006)");
        assertNoAttemptFollows();
        assertThat(attempts()).isEqualTo(1);
    }

    @Test
    void c3_r7_close_open_waits_until_the_first_link_holds_nothing() {
        script = MemoryPeer::ignoreClose;
        NamedSocket socket = connect(STAYING.withCloseLimit(Duration.ofSeconds(5)));
        socket.close();
        virtual.open(socket);
        seconds(4);
        assertThat(attempts()).isEqualTo(1);
        script = peer -> {};
        seconds(1);
        assertOpen(socket);
        assertThat(heard()).isEqualTo("Opened Closed(1006) Opened");
        assertThat(virtual.provider().mostOpenPeers()).isEqualTo(1);
    }

    @Test
    void c3_a_newer_link_waits_longer_than_its_connect_limit_for_one_that_is_being_closed() {
        script = MemoryPeer::ignoreClose;
        NamedSocket socket = connect(STAYING.withCloseLimit(Duration.ofSeconds(25)));
        socket.close();
        virtual.open(socket);
        seconds(24);
        assertThat(heard()).isEqualTo("Opened");
        assertThat(attempts()).isEqualTo(1);
        script = peer -> {};
        seconds(1);
        assertThat(heard()).isEqualTo("Opened Closed(1006) Opened");
        assertOpen(socket);
    }

    @Test
    void c3_with_the_default_limits_a_close_that_is_never_answered_does_not_fail_the_next_link() {
        script = MemoryPeer::ignoreClose;
        connect(PLAIN).close();
        NamedSocket next = connect(PLAIN);
        seconds(10);
        assertThat(heard()).isEqualTo("Opened");
        assertOpen(next);
    }

    @Test
    void c3_a_newer_link_waits_for_one_that_is_still_writing() {
        NamedSocket socket = connect(PLAIN);
        peer().wire().holdWrites();
        IntStream.range(0, 5).forEach(i -> socket.send("" + i));
        socket.close();
        NamedSocket next = connect(PLAIN);
        MemoryPeer slow = virtual.provider().peers().get(0);
        for (int i = 0; i < 5; i++) {
            seconds(8);
            assertThat(next.state()).isInstanceOf(SocketState.Connecting.class);
            slow.wire().letWriteEnd();
            virtual.run();
        }
        assertOpen(next);
        assertThat(slow.texts()).hasSize(5);
    }

    @Test
    void c3_another_socket_of_that_name_starts_when_the_old_one_holds_nothing() {
        script = MemoryPeer::ignoreClose;
        NamedSocket old = connect(STAYING.withCloseLimit(Duration.ofSeconds(5)));
        old.close();
        script = peer -> {};
        NamedSocket other = connect(STAYING);
        seconds(4);
        assertThat(other.state()).isInstanceOf(SocketState.Connecting.class);
        seconds(1);
        assertOpen(other);
        assertThat(shortText(virtual.eventsOf(old).events())).isEqualTo("Opened Closed(1006)");
        assertThat(heard()).isEqualTo("Opened");
    }

    @Test
    void c3_an_old_socket_is_not_opened_while_another_lives_under_its_name() {
        NamedSocket old = connect(STAYING);
        old.close();
        virtual.run();
        NamedSocket other = connect(STAYING);
        assertThatThrownBy(old::open).isInstanceOf(NamedSocketException.NameInUse.class);
        assertOpen(other);
        other.close();
        open(old);
        assertOpen(old);
    }

    @Test
    void c3_the_name_may_be_connected_again_inside_its_own_final_closed() {
        List<NamedSocket> second = new ArrayList<>();
        connect(STAYING, event -> {
            if (event instanceof SocketEvent.Closed && second.isEmpty()) {
                second.add(virtual.sockets().connect("client", "ws://memory/", PLAIN));
            }
        });
        peer().close(CloseStatus.of(1008));
        virtual.run();
        assertThat(second).hasSize(1);
        assertOpen(second.get(0));
    }

    @Test
    void c3_the_name_is_refused_inside_a_closed_after_which_an_attempt_follows() {
        List<Throwable> refusals = new ArrayList<>();
        NamedSocket socket = connect(STAYING, event -> {
            if (event instanceof SocketEvent.Closed closed && closed.reconnectIn().isPresent()) {
                try {
                    virtual.sockets().connect("client", "ws://memory/");
                } catch (NamedSocketException e) {
                    refusals.add(e);
                }
            }
        });
        cut();
        assertThat(refusals).hasSize(1).first().isInstanceOf(NamedSocketException.NameInUse.class);
        seconds(2);
        assertOpen(socket);
    }

    @Test
    void c3_a_socket_may_be_opened_inside_its_own_final_closed() {
        AtomicInteger ends = new AtomicInteger();
        NamedSocket[] socket = new NamedSocket[1];
        socket[0] = connect(STAYING, event -> {
            if (event instanceof SocketEvent.Closed && ends.incrementAndGet() == 1) {
                virtual.open(socket[0]);
            }
        });
        peer().close(CloseStatus.of(1008));
        virtual.run();
        assertOpen(socket[0]);
        assertThat(heard()).isEqualTo("Opened Closed(1008) Opened");
    }

    @Test
    void c3_closing_inside_each_event_ends_the_socket_once() {
        for (Class<?> kind : List.of(
                SocketEvent.Opened.class,
                SocketEvent.Text.class,
                SocketEvent.Failed.class,
                SocketEvent.Closed.class)) {
            AtomicInteger attempt = new AtomicInteger();
            script = peer -> {
                if (attempt.incrementAndGet() == 1) {
                    peer.send("hello");
                    peer.violate();
                }
            };
            SocketOptions options = PLAIN.withReconnect(Reconnect.on().withRule(end -> Verdict.RETRY));
            NamedSocket socket = virtual.connect(kind.getSimpleName(), WHERE, options, event -> {
                if (kind.isInstance(event)) {
                    event.socket().close();
                }
            });
            minutes(10);
            assertEnded(socket);
            assertThat(attempt).as("closed in " + kind).hasValue(1);
        }
    }

    /** Every task of a story with refusals, slow handshakes, links, preparations and pauses is one moment. */
    @Test
    void r7_a_close_at_any_moment_is_followed_by_no_attempt_and_one_final_closed() {
        int moments = 0;
        for (int moment = 1; closesAt(moment); moment++) {
            moments = moment;
        }
        assertThat(moments).isGreaterThan(50);
    }

    /** {@return whether the story had that moment} */
    private static boolean closesAt(int moment) {
        AtomicInteger attempt = new AtomicInteger();
        VirtualTime[] holder = new VirtualTime[1];
        VirtualTime one =
                new VirtualTime(peer -> troubled(peer, attempt.incrementAndGet(), holder[0].time()));
        holder[0] = one;
        NamedSocket socket = one.connect(
                "client",
                WHERE.withCredentials(request -> {
                    one.advance(Duration.ofMillis(100));
                    return org.wlsocket.Credentials.none();
                }),
                STAYING.withAutoConnect(false)
                        .withReadiness(preparation -> {
                            preparation.send("login");
                            return attempt.get() % 2 == 0 ? new CompletableFuture<>()
                                    : CompletableFuture.completedStage(null);
                        }),
                event -> {});
        int[] tasks = new int[1];
        int[] attempts = {-1};
        one.time().afterEachTask(() -> {
            if (++tasks[0] == moment) {
                socket.close();
                attempts[0] = one.provider().attempts();
            }
        });
        one.open(socket);
        one.advance(Duration.ofMinutes(3));
        boolean closed = attempts[0] >= 0;
        if (closed) {
            one.advance(Duration.ofMinutes(30));
            assertThat(one.provider().attempts()).as("closed at task " + moment).isEqualTo(attempts[0]);
            assertThat(socket.state()).isInstanceOf(SocketState.Closed.class);
        }
        one.check();
        return closed;
    }

    private static void troubled(MemoryPeer peer, int attempt, SteppedTime time) {
        switch (attempt % 4) {
            case 1 -> peer.opening().refuse(503, Map.of());
            case 2 -> peer.opening().delay(time, Duration.ofSeconds(1));
            case 3 -> peer.opening().delay(time, Duration.ofSeconds(20));
            default -> peer.close(CloseStatus.of(1001));
        }
    }
}
