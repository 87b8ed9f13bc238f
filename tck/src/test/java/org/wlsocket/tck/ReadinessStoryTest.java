// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.wlsocket.Delivery;
import org.wlsocket.Destination;
import org.wlsocket.Failure;
import org.wlsocket.NamedSocket;
import org.wlsocket.NamedSocketException;
import org.wlsocket.Preparation;
import org.wlsocket.Readiness;
import org.wlsocket.SocketEvent;
import org.wlsocket.SocketOptions;
import org.wlsocket.SocketState;

/** R10: each link is made ready before anything else is sent. */
class ReadinessStoryTest extends Story {

    private static final CompletionStage<Void> DONE = CompletableFuture.completedStage(null);
    private static final CompletionStage<Void> NEVER = new CompletableFuture<>();

    private static SocketOptions with(Readiness readiness) {
        return STAYING.withQueue(QUEUE).withReadiness(readiness);
    }

    private static void answerLogins(MemoryPeer peer) {
        peer.onText(text -> {
            if (text.startsWith("login")) {
                peer.send("welcome");
            }
        });
    }

    @Test
    void r10_a_login_waits_for_its_reply_which_the_listener_gets() {
        script = ReadinessStoryTest::answerLogins;
        AtomicReference<CompletableFuture<Void>> welcome = new AtomicReference<>();
        List<String> states = new ArrayList<>();
        NamedSocket socket = virtual.connect(
                "client",
                Destination.of("ws://memory/"),
                with(preparation -> {
                    welcome.set(new CompletableFuture<>());
                    states.add(preparation.socket().state().toString());
                    preparation.send("login");
                    preparation.socket().send("queued meanwhile");
                    return welcome.get();
                }),
                event -> {
                    if (event instanceof SocketEvent.Text) {
                        welcome.get().complete(null);
                    }
                });
        assertOpen(socket);
        assertThat(states).containsExactly("Preparing");
        assertThat(peer().texts()).containsExactly("login", "queued meanwhile");
        cut();
        socket.send("queued while waiting");
        seconds(2);
        assertOpen(socket);
        assertThat(peer().texts()).containsExactly("login", "queued while waiting", "queued meanwhile");
        assertThat(heard()).isEqualTo("Opened Text(welcome) Closed(1006, again) Opened Text(welcome)");
    }

    @Test
    void r10_a_login_on_a_socket_that_is_read_receives_its_reply_and_no_other_reader_does() {
        script = peer -> {
            answerLogins(peer);
            peer.onText(text -> {
                peer.send("welcome");
                peer.send("news");
            });
        };
        AtomicReference<String> reply = new AtomicReference<>();
        NamedSocket socket = virtual.sockets()
                .connect("read", Destination.of("ws://memory/"), with(preparation -> {
                    preparation.send("login");
                    SocketEvent.Message message =
                            preparation.receive(Duration.ofSeconds(10)).orElseThrow();
                    reply.set(((SocketEvent.Text) message).text());
                    return DONE;
                }));
        awaitState(socket, SocketState.Open.class);
        // The news may have been sent behind the welcome when that had been delivered.
        virtual.run();
        assertThat(reply).hasValue("welcome");
        assertThat(((SocketEvent.Text) socket.receive(Duration.ZERO).orElseThrow()).text()).isEqualTo("news");
    }

    /** The preparation of a socket that is read has a thread of its own. */
    private void awaitState(NamedSocket socket, Class<? extends SocketState> kind) {
        Awaitility.await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(2)).until(() -> {
            virtual.run();
            return kind.isInstance(socket.state());
        });
    }

    @Test
    void r10_a_preparation_of_a_read_socket_that_gets_no_reply_fails_and_is_told_so() {
        AtomicReference<Throwable> told = new AtomicReference<>();
        NamedSocket socket = virtual.sockets()
                .connect("read", Destination.of("ws://memory/"), with(preparation -> {
                    try {
                        preparation.receive(Duration.ofMinutes(10));
                    } catch (NamedSocketException e) {
                        told.set(e);
                        throw e;
                    }
                    return DONE;
                }));
        virtual.run();
        Awaitility.await().until(() -> Thread.getAllStackTraces().entrySet().stream()
                .anyMatch(thread -> thread.getKey().getName().equals("wlsocket-prepare-read")
                        && thread.getKey().getState() == Thread.State.TIMED_WAITING));
        seconds(10);
        assertThat(socket.state()).isInstanceOf(SocketState.Waiting.class);
        Awaitility.await()
                .untilAtomic(told, org.hamcrest.Matchers.instanceOf(NamedSocketException.Ended.class));
    }

    @Test
    void r10_a_preparation_that_never_completes_is_a_failed_attempt_after_ten_seconds() {
        NamedSocket socket = connect(with(preparation -> NEVER));
        Delivery queued = socket.send("queued");
        millis(9_999);
        assertThat(socket.state()).isInstanceOf(SocketState.Preparing.class);
        assertThat(heard()).isEqualTo("Opened");
        millis(1);
        assertThat(heard()).isEqualTo("Opened Failed(PREPARE/TIMED_OUT) Closed(1006, again)");
        assertThat(peer().isOpen()).isFalse();
        assertThat(peer().texts()).isEmpty();
        assertThat(queued.outcome()).isEqualTo(new Delivery.Outcome.Pending());
        assertThat(socket.statistics().failedAttempts()).containsEntry(Failure.Reason.TIMED_OUT, 1L);
    }

    @Test
    void r10_a_preparation_that_throws_gives_null_or_fails_is_a_failed_attempt_at_once() {
        List<Readiness> bad = List.of(
                preparation -> {
                    throw new IllegalStateException("no password");
                },
                preparation -> null,
                preparation -> CompletableFuture.failedStage(new IllegalStateException("wrong password")),
                preparation -> {
                    throw new AssertionError("not even an exception");
                });
        for (int i = 0; i < bad.size(); i++) {
            NamedSocket socket = virtual.connect(
                    "bad " + i, Destination.of("ws://memory/"), with(bad.get(i)), event -> {});
            assertThat(heard()).isEqualTo("Opened Failed(PREPARE/NOT_READY) Closed(1006, again)");
            assertThat(waiting(socket).cause().phase()).contains(Failure.Phase.PREPARE);
        }
    }

    @Test
    void r10_a_preparation_that_blocks_is_left_behind_after_its_limit_and_the_listener_goes_on() {
        List<String> seen = new ArrayList<>();
        AtomicInteger calls = new AtomicInteger();
        NamedSocket socket = connect(with(preparation -> {
                    if (calls.incrementAndGet() == 1) {
                        peer().send("hello");
                        seconds(9);
                        seen.add(heard());
                        seconds(1);
                        seen.add(heard());
                        seconds(50);
                        seen.add(preparation.socket().state().toString());
                    }
                    return DONE;
                }).withPrepareLimit(Duration.ofSeconds(10)));
        assertThat(seen).containsExactly(
                "Opened", "Opened Text(hello) Failed(PREPARE/TIMED_OUT) Closed(1006, again)", "Open");
        assertOpen(socket);
        assertThat(calls).as("what the left one gave changes nothing").hasValue(2);
    }

    @Test
    void r10_the_listener_goes_on_after_the_limit_also_when_the_link_died_under_a_preparation_that_blocks() {
        List<String> seen = new ArrayList<>();
        AtomicInteger calls = new AtomicInteger();
        NamedSocket socket = connect(with(preparation -> {
            if (calls.incrementAndGet() == 1) {
                peer().drop();
                seconds(5);
                seen.add(heard());
                seconds(5);
                seen.add(heard());
                minutes(1);
            }
            return DONE;
        }));
        assertThat(seen).hasSize(2);
        assertThat(seen.get(0)).isEqualTo("Opened");
        assertThat(seen.get(1)).startsWith("Opened Closed(1006, again)");
        assertOpen(socket);
    }

    @Test
    void r10_the_listener_goes_on_also_when_the_socket_was_closed_under_a_preparation_that_blocks() {
        List<String> seen = new ArrayList<>();
        NamedSocket socket = connect(with(preparation -> {
            preparation.socket().close();
            seconds(10);
            seen.add(heard());
            minutes(1);
            return DONE;
        }));
        assertThat(seen).containsExactly("Opened Closed(1000)");
        assertEnded(socket);
    }

    @Test
    void r10_a_preparation_that_completes_after_its_link_ended_changes_nothing() {
        List<CompletableFuture<Void>> stages = new ArrayList<>();
        List<Preparation> preparations = new ArrayList<>();
        NamedSocket socket = connect(with(preparation -> {
            preparations.add(preparation);
            stages.add(new CompletableFuture<>());
            return stages.get(stages.size() - 1);
        }));
        cut();
        seconds(2);
        assertThat(stages).hasSize(2);
        stages.get(0).complete(null);
        virtual.run();
        assertThat(socket.state()).isInstanceOf(SocketState.Preparing.class);
        assertThat(preparations.get(0).send("stale").refusal()).contains(Delivery.Refusal.NOT_OPEN);
        stages.get(1).complete(null);
        virtual.run();
        assertOpen(socket);
        assertThat(preparations.get(1).send("too late").refusal()).contains(Delivery.Refusal.NOT_OPEN);
        seconds(60);
        assertOpen(socket);
    }

    @Test
    void r10_r3_stability_is_counted_from_being_ready() {
        List<CompletableFuture<Void>> stages = new ArrayList<>();
        NamedSocket socket = connect(with(preparation -> {
                    stages.add(new CompletableFuture<>());
                    return stages.get(stages.size() - 1);
                }).withPrepareLimit(Duration.ofMinutes(1)));
        cut();
        assertThat(waiting(socket).attempt()).isEqualTo(1);
        seconds(2);
        seconds(25);
        stages.get(1).complete(null);
        seconds(25);
        assertOpen(socket);
        cut();
        assertThat(waiting(socket).attempt()).isEqualTo(2);
    }

    @Test
    void r10_a_preparation_knows_how_the_link_was_opened() {
        List<Boolean> gaps = new ArrayList<>();
        connect(with(preparation -> {
            gaps.add(preparation.opened().gap().isPresent());
            return DONE;
        }));
        cut();
        seconds(2);
        assertThat(gaps).containsExactly(false, true);
    }

    @Test
    void r10_without_reconnect_a_failed_preparation_is_the_end() {
        NamedSocket socket = connect(PLAIN.withReadiness(preparation -> NEVER));
        seconds(10);
        assertEnded(socket);
        assertThat(heard()).isEqualTo("Opened Failed(PREPARE/TIMED_OUT) Closed(1006)");
    }
}
