// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.wlsocket.CloseStatus;
import org.wlsocket.Delivery;
import org.wlsocket.Delivery.DropReason;
import org.wlsocket.Delivery.Outcome;
import org.wlsocket.NamedSocket;
import org.wlsocket.OfflineQueue;
import org.wlsocket.Reconnect;
import org.wlsocket.SocketOptions;

/**
 * C5, R8, R9, R10: whatever is sent, lost, held back, refused and drained in whichever order, the sums are
 * right at every instant, each message has one outcome, and the server sees what it should in the order in
 * which it should.
 */
class QueueAccountingProperties {

    private enum Action {
        SEND,
        SEND_LARGE,
        HOLD_WRITES,
        HOLD_ENDS,
        END_ONE_WRITE,
        END_WRITES,
        DROP,
        PEER_CLOSES,
        REFUSE_NEXT,
        ACCEPT_NEXT,
        PREPARED,
        PASS_A_MOMENT,
        PASS_SECONDS,
        PASS_A_MINUTE
    }

    private static final String LOGIN = "login ";

    /** One socket with what was sent on it. */
    private static final class Trial {

        private final VirtualTime virtual = new VirtualTime(this::script);
        private final NamedSocket socket;
        private final Accounting accounting;
        private final Map<String, Delivery> sent = new HashMap<>();
        private final boolean prepares;
        private final boolean resends;
        private final List<CompletableFuture<Void>> preparations = new ArrayList<>();
        private final List<Delivery> logins = new ArrayList<>();
        private boolean refuses;

        Trial(OfflineQueue queue, boolean prepares) {
            this.prepares = prepares;
            this.resends = queue.resendsInDoubt();
            SocketOptions options = SocketOptions.defaults()
                    .withReconnect(Reconnect.on().withStableAfter(Duration.ZERO))
                    .withSendBuffer(4, 60)
                    .withQueue(queue);
            this.socket = virtual.connect(
                    "client",
                    org.wlsocket.Destination.of("ws://memory/"),
                    (prepares ? options.withReadiness(this::prepare) : options).withAutoConnect(false),
                    event -> {});
            this.accounting = new Accounting(socket);
            virtual.open(socket);
            virtual.run();
        }

        private void script(MemoryPeer peer) {
            if (refuses) {
                peer.opening().refuse(503, Map.of());
            }
        }

        private CompletableFuture<Void> prepare(org.wlsocket.Preparation preparation) {
            for (String part : List.of("name", "password")) {
                Delivery login = preparation.send(LOGIN + part);
                logins.add(login);
                accounting.note(login);
            }
            preparations.add(new CompletableFuture<>());
            return preparations.get(preparations.size() - 1);
        }

        private void send(int size) {
            String text = String.format("%05d", sent.size()) + "x".repeat(size);
            sent.put(text, accounting.note(socket.send(text)));
        }

        void act(Action action) {
            MemoryPeer peer = virtual.peer();
            switch (action) {
                case SEND -> send(0);
                case SEND_LARGE -> send(30);
                case HOLD_WRITES -> peer.wire().holdWrites();
                case HOLD_ENDS -> peer.wire().holdEnds();
                case END_ONE_WRITE -> peer.wire().letWriteEnd();
                case END_WRITES -> peer.wire().letWritesEnd();
                case DROP -> peer.drop();
                case PEER_CLOSES -> peer.close(CloseStatus.of(1001));
                case REFUSE_NEXT -> refuses = true;
                case ACCEPT_NEXT -> refuses = false;
                case PREPARED -> preparations.forEach(preparation -> preparation.complete(null));
                case PASS_A_MOMENT -> virtual.advance(Duration.ofMillis(100));
                case PASS_SECONDS -> virtual.advance(Duration.ofSeconds(3));
                default -> virtual.advance(Duration.ofMinutes(1));
            }
            virtual.run();
            accounting.check();
        }

        /** All that can still go out does, and then the socket is closed. */
        void end(boolean inPeace) {
            if (inPeace) {
                act(Action.ACCEPT_NEXT);
                for (int i = 0; i < 10; i++) {
                    act(Action.END_WRITES);
                    act(Action.PREPARED);
                    act(Action.PASS_SECONDS);
                }
            }
            Set<String> before = pending();
            List<String> unwritten = virtual.drain().stream()
                    .map(message -> message.text().orElseThrow())
                    .filter(text -> !text.startsWith(LOGIN))
                    .toList();
            accounting.check();
            assertThat(unwritten).as("in the order of acceptance").isSorted();
            Set<String> dropped = new HashSet<>(before);
            dropped.removeIf(text -> !(sent.get(text).outcome() instanceof Outcome.Dropped));
            assertThat(unwritten).containsExactlyInAnyOrderElementsOf(dropped);
            virtual.check();
        }

        private Set<String> pending() {
            Set<String> pending = new HashSet<>();
            sent.forEach((text, delivery) -> {
                if (delivery.outcome() instanceof Outcome.Pending) {
                    pending.add(text);
                }
            });
            return pending;
        }

        void checkServer() {
            Map<String, Integer> times = new HashMap<>();
            String last = "";
            for (MemoryPeer peer : virtual.provider().peers()) {
                List<String> texts = withoutLogin(peer.texts());
                assertThat(texts).as("in the order of acceptance").isSorted();
                texts.forEach(text -> times.merge(text, 1, Integer::sum));
                if (!texts.isEmpty()) {
                    assertThat(texts.get(0))
                            .as("no link goes back beyond the one before")
                            .isGreaterThanOrEqualTo(last);
                    last = texts.get(texts.size() - 1);
                }
            }
            sent.forEach((text, delivery) -> checkSeen(delivery, times.getOrDefault(text, 0)));
            assertThat(sent.keySet()).containsAll(times.keySet());
            long twice = times.values().stream().mapToLong(count -> count - 1).sum();
            assertThat(twice).isLessThanOrEqualTo(resends ? socket.statistics().inDoubt() : 0);
        }

        private List<String> withoutLogin(List<String> texts) {
            if (!prepares) {
                return texts;
            }
            List<String> logins = texts.stream().limit(2).toList();
            List<String> expected = List.of(LOGIN + "name", LOGIN + "password");
            assertThat(logins).as("the preparation first").isEqualTo(expected.subList(0, logins.size()));
            return texts.stream().skip(2).toList();
        }

        private void checkSeen(Delivery delivery, int times) {
            if (delivery.outcome() instanceof Outcome.Written) {
                assertThat(times).as("written, so seen").isPositive();
            } else if (delivery.outcome() instanceof Outcome.Dropped dropped) {
                boolean doubtful = dropped.reason() == DropReason.IN_DOUBT
                        || dropped.reason() == DropReason.WRITE_FAILED;
                assertThat(times == 0 || doubtful).as("seen and dropped only in doubt").isTrue();
            } else {
                assertThat(times).as("refused, so not seen").isZero();
            }
        }
    }

    @Property(tries = 400)
    void c5_r8_r9_the_sums_are_right_at_every_instant_and_the_server_sees_each_message_as_it_should(
            @ForAll("queues") OfflineQueue queue,
            @ForAll boolean prepares,
            @ForAll boolean inPeace,
            @ForAll("actions") List<Action> actions) {
        Trial trial = new Trial(queue, prepares);
        actions.forEach(trial::act);
        trial.end(inPeace);
        trial.checkServer();
    }

    @Provide
    Arbitrary<OfflineQueue> queues() {
        Arbitrary<OfflineQueue> kinds = Arbitraries.of(OfflineQueue.Overflow.class).map(OfflineQueue::on);
        Arbitrary<OfflineQueue> on = Combinators.combine(
                        kinds, Arbitraries.of(true, false), Arbitraries.of(true, false))
                .as((queue, resends, expires) -> {
                    OfflineQueue kind = queue.withResendInDoubt(resends);
                    return expires ? kind.withTimeToLive(Duration.ofSeconds(5)) : kind;
                });
        return Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(1, Arbitraries.just(OfflineQueue.off())),
                net.jqwik.api.Tuple.of(5, on));
    }

    @Provide
    Arbitrary<List<Action>> actions() {
        return Arbitraries.of(Action.class).list().ofMinSize(5).ofMaxSize(60);
    }
}
