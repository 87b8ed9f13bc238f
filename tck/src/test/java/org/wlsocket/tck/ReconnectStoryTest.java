// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wlsocket.CloseStatus;
import org.wlsocket.Gap;
import org.wlsocket.LinkEnd;
import org.wlsocket.NamedSocket;
import org.wlsocket.NamedSocketException;
import org.wlsocket.Reconnect;
import org.wlsocket.RetryRule.Verdict;
import org.wlsocket.SocketEvent;
import org.wlsocket.SocketOptions;
import org.wlsocket.SocketState.Waiting.HeldBy;
import org.wlsocket.Sockets;
import org.wlsocket.spi.Handshake;
import org.wlsocket.spi.Opening;
import org.wlsocket.spi.SocketProvider;
import org.wlsocket.spi.Wire;
import org.wlsocket.spi.WireListener;
import org.wlsocket.spi.WriteListener;

/** R1–R4, R6, R7, R12: one socket over many links. */
class ReconnectStoryTest extends Story {

    private static SocketOptions with(Reconnect reconnect) {
        return PLAIN.withReconnect(reconnect);
    }

    private void refuseWith(int status, Map<String, List<String>> headers) {
        script = peer -> peer.opening().refuse(status, headers);
    }

    private Gap lastGap() {
        List<SocketEvent> events = virtual.events();
        return ((SocketEvent.Opened) events.get(events.size() - 1)).gap().orElseThrow();
    }

    @Test
    void r1_a_link_that_is_lost_is_followed_by_another_within_two_seconds() {
        NamedSocket socket = connect(STAYING);
        cut();
        SocketEvent.Closed closed = (SocketEvent.Closed) virtual.events().get(1);
        Duration delay = closed.reconnectIn().orElseThrow();
        assertThat(delay).isLessThanOrEqualTo(Duration.ofSeconds(2));
        assertThat(waiting(socket).attempt()).isEqualTo(1);
        assertThat(waiting(socket).heldBy()).isEqualTo(HeldBy.DELAY);
        assertThat(waiting(socket).until()).isEqualTo(virtual.time().now().plus(delay));
        assertThat(waiting(socket).cause().closedBy()).isEqualTo(LinkEnd.ClosedBy.NOBODY);
        virtual.advance(delay.minusMillis(1));
        assertThat(attempts()).isEqualTo(1);
        millis(1);
        assertOpen(socket);
        assertThat(attempts()).isEqualTo(2);
    }

    @Test
    void r2_a_failed_first_attempt_is_retried_like_any_other() {
        refuseWith(503, Map.of());
        NamedSocket socket = connect(STAYING);
        assertThat(heard()).isEqualTo("Failed(CONNECT/HTTP_STATUS) Closed(1006, again)");
        minutes(10);
        script = peer -> {};
        seconds(30);
        assertOpen(socket);
        assertThat(virtual.events().get(virtual.events().size() - 1))
                .isInstanceOfSatisfying(SocketEvent.Opened.class, first -> assertThat(first.gap()).isEmpty());
    }

    @Test
    void r3_a_server_that_accepts_and_closes_sees_at_most_nine_attempts_in_the_first_minute() {
        for (int seed = 0; seed < 1000; seed++) {
            VirtualTime one = new VirtualTime(peer -> peer.close(CloseStatus.of(1001)), seed);
            one.connect(STAYING);
            one.advance(Duration.ofMillis(59_999));
            assertThat(one.provider().attempts()).isBetween(5, 9);
        }
    }

    @Test
    void r3_the_delays_begin_anew_only_after_thirty_seconds_of_being_ready() {
        script = peer -> peer.close(CloseStatus.of(1001));
        NamedSocket socket = connect(STAYING);
        minutes(3);
        script = peer -> {};
        seconds(30);
        assertOpen(socket);
        cut();
        assertThat(waiting(socket).attempt()).isGreaterThan(5);
        seconds(30);
        assertOpen(socket);
        seconds(60);
        cut();
        assertThat(waiting(socket).attempt()).isEqualTo(1);
    }

    @Test
    void r3_stability_is_counted_up_to_the_end_of_the_link_whatever_the_rule_takes() {
        NamedSocket socket = connect(with(Reconnect.on().withRule(end -> {
            millis(900);
            return Verdict.BY_TABLE;
        })));
        for (int i = 1; i <= 3; i++) {
            cut();
            assertThat(waiting(socket).attempt()).isEqualTo(i);
            virtual.advance(Duration.between(virtual.time().now(), waiting(socket).until()));
            assertOpen(socket);
            millis(29_500);
        }
    }

    @Test
    void r4_a_rule_is_told_the_retries_since_the_last_stable_link_that_one_included() {
        List<Integer> told = new ArrayList<>();
        refuseWith(503, Map.of());
        NamedSocket socket = connect(with(Reconnect.on().withRule(end -> {
            told.add(end.retries());
            return end.retries() < 5 ? Verdict.BY_TABLE : Verdict.STOP;
        })));
        seconds(6);
        script = peer -> {};
        seconds(20);
        assertOpen(socket);
        assertThat(told).startsWith(0, 1, 2);
        minutes(60);
        cut();
        assertThat(told.get(told.size() - 1)).isZero();
        assertThat(waiting(socket).attempt()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1002, 1003, 1007, 1008, 1009, 1010})
    void r4_after_a_fatal_close_there_are_no_attempts(int code) {
        NamedSocket socket = connect(STAYING);
        peer().close(CloseStatus.of(code));
        minutes(60);
        assertThat(attempts()).isEqualTo(1);
        assertThat(heard()).isEqualTo("Opened Closed(" + code + ")");
        assertEnded(socket);
    }

    @ParameterizedTest
    @CsvSource({"301, 1", "400, 1", "403, 1", "404, 1", "408, 0", "425, 0", "429, 0", "500, 0", "503, 0"})
    void r4_a_refusal_is_fatal_or_not_by_its_status(int status, int attempts) {
        refuseWith(status, Map.of());
        NamedSocket socket = connect(STAYING);
        minutes(10);
        if (attempts == 1) {
            assertThat(attempts()).isEqualTo(1);
            assertEnded(socket);
        } else {
            assertThat(attempts()).isGreaterThan(10);
        }
    }

    @Test
    void r4_a_rule_overrules_the_table_either_way() {
        NamedSocket socket = connect(with(Reconnect.on()
                .withRule(end -> end.status().code() == 1008 ? Verdict.RETRY : Verdict.STOP)));
        peer().close(CloseStatus.of(1008));
        seconds(2);
        assertOpen(socket);
        peer().close(CloseStatus.of(1001));
        minutes(10);
        assertEnded(socket);
        assertThat(attempts()).isEqualTo(2);
        assertThat(heard()).isEqualTo("Opened Closed(1008, again) Opened Closed(1001)");
    }

    @Test
    void r4_a_rule_that_throws_or_gives_null_leaves_it_to_the_table() {
        AtomicInteger calls = new AtomicInteger();
        NamedSocket socket = connect(with(Reconnect.on().withRule(end -> {
            if (calls.incrementAndGet() == 1) {
                throw new IllegalStateException("a rule with a fault");
            }
            return null;
        })));
        cut();
        seconds(2);
        assertOpen(socket);
        peer().close(CloseStatus.of(1008));
        minutes(1);
        assertEnded(socket);
        assertThat(calls).hasValue(2);
    }

    @Test
    void r4_the_table_decides_after_one_second_when_the_rule_blocks_and_its_late_answer_changes_nothing() {
        List<String> seen = new ArrayList<>();
        NamedSocket[] socket = new NamedSocket[1];
        socket[0] = connect(with(Reconnect.on().withRule(end -> {
            millis(999);
            seen.add(waiting(socket[0]).heldBy() + " " + heard());
            millis(2);
            seen.add(waiting(socket[0]).heldBy() + " " + heard());
            minutes(10);
            return Verdict.STOP;
        })));
        cut();
        assertThat(seen).containsExactly("RETRY_RULE Opened", "DELAY Opened Closed(1006, again)");
        assertOpen(socket[0]);
        assertThat(attempts()).isEqualTo(2);
    }

    @Test
    void r6_retry_after_in_seconds_is_obeyed_to_the_millisecond() {
        refuseWith(503, Map.of("Retry-After", List.of("7")));
        connect(STAYING);
        millis(6_999);
        assertThat(attempts()).isEqualTo(1);
        millis(1);
        assertThat(attempts()).isEqualTo(2);
    }

    @Test
    void r6_retry_after_as_a_date_is_obeyed() {
        Instant date = virtual.time().now().plusSeconds(90);
        String value = DateTimeFormatter.RFC_1123_DATE_TIME.format(date.atOffset(ZoneOffset.UTC));
        refuseWith(429, Map.of("retry-after", List.of(value)));
        NamedSocket socket = connect(STAYING);
        assertThat(waiting(socket).until()).isEqualTo(date);
    }

    @Test
    void r6_retry_after_is_capped_at_five_minutes_and_garbage_is_nothing() {
        refuseWith(503, Map.of("Retry-After", List.of("Fri, 31 Dec 2100 23:59:59 GMT")));
        NamedSocket socket = connect(STAYING);
        assertThat(waiting(socket).until()).isEqualTo(virtual.time().now().plusSeconds(300));
        refuseWith(503, Map.of("Retry-After", List.of("when the cows come home")));
        minutes(5);
        assertThat(waiting(socket).until()).isBefore(virtual.time().now().plusSeconds(3));
    }

    @Test
    void r7_a_handshake_that_takes_a_minute_holds_the_next_and_waiting_tells() {
        List<Object> seen = new ArrayList<>();
        AtomicInteger attempt = new AtomicInteger();
        NamedSocket[] socket = new NamedSocket[1];
        script = peer -> {
            if (attempt.incrementAndGet() == 1) {
                seconds(50);
                seen.add(heard());
                seen.add(waiting(socket[0]).heldBy());
                seen.add(waiting(socket[0]).until().isBefore(virtual.time().now()));
                seen.add(socket[0].statistics().heldAttempts());
                peer.opening().delay(virtual.time(), Duration.ofSeconds(10));
            }
        };
        socket[0] = connect(STAYING.withAutoConnect(false));
        virtual.open(socket[0]);
        virtual.run();
        assertThat(seen)
                .containsExactly(
                        "Failed(CONNECT/TIMED_OUT) Closed(1006, again)", HeldBy.PREVIOUS_ATTEMPT, true, 1);
        assertOpen(socket[0]);
        assertThat(attempts()).isEqualTo(2);
        assertThat(virtual.provider().mostOpenPeers()).as("the late link was cut first").isEqualTo(1);
        assertThat(virtual.provider().peers().get(0).isOpen()).isFalse();
        assertThat(socket[0].statistics().heldAttempts()).isZero();
    }

    @Test
    void r12_opened_after_a_gap_tells_what_was_missed() {
        NamedSocket socket = connect(STAYING.withQueue(QUEUE));
        peer().send("last words");
        seconds(5);
        final Instant lastWords = virtual.time().now();
        peer().send("very last words");
        virtual.run();
        seconds(1);
        peer().wire().holdWrites();
        socket.send("in doubt");
        refuseWith(503, Map.of("Retry-After", List.of("100")));
        cut();
        seconds(2);
        script = peer -> {};
        socket.send("queued");
        socket.send("queued too");
        final Instant opens = waiting(socket).until();
        final Instant down = opens.minusSeconds(100);
        virtual.advance(Duration.between(virtual.time().now(), opens));
        Gap gap = lastGap();
        assertThat(gap.attempts()).isEqualTo(2);
        assertThat(gap.downtime()).isBetween(Duration.ofSeconds(100), Duration.ofSeconds(102));
        assertThat(gap.lastInbound()).contains(lastWords);
        assertThat(gap.queued()).isEqualTo(2);
        assertThat(gap.dropped()).isEqualTo(1);
        assertThat(gap.inDoubt()).isEqualTo(1);
        assertThat(socket.statistics().downtime()).isEqualTo(gap.downtime());
        assertThat(down).isAfter(lastWords);
    }

    @Test
    void c2_await_open_ends_when_the_socket_has_ended_for_good() {
        refuseWith(404, Map.of());
        NamedSocket socket = connect(STAYING);
        assertThatThrownBy(() -> socket.awaitOpen(Duration.ofSeconds(1)))
                .isInstanceOf(NamedSocketException.Ended.class);
    }

    @Test
    void r1_r8_ten_minutes_of_trouble_cost_no_message() {
        NamedSocket socket = connect(STAYING.withQueue(QUEUE));
        for (int minute = 0; minute < 10; minute++) {
            cut();
            refuseWith(503, Map.of());
            seconds(20);
            socket.send("minute " + minute);
            script = peer -> {};
            seconds(40);
            assertOpen(socket);
        }
        List<String> texts = virtual.provider().peers().stream()
                .flatMap(peer -> peer.texts().stream())
                .toList();
        assertThat(texts).hasSize(10).startsWith("minute 0").endsWith("minute 9");
    }

    @Test
    void r1_r7_ten_thousand_links_one_after_the_other_and_nothing_grows() {
        NamedSocket socket = connect(with(Reconnect.on().withStableAfter(Duration.ZERO)));
        int timers = virtual.time().waitingTasks();
        for (int cycle = 1; cycle <= 10_000; cycle++) {
            cut();
            seconds(2);
            assertThat(attempts()).isEqualTo(cycle + 1);
        }
        assertOpen(socket);
        assertThat(virtual.provider().mostOpenPeers()).isEqualTo(1);
        assertThat(virtual.time().waitingTasks()).isLessThanOrEqualTo(timers + 2);
        assertThat(socket.statistics().opened()).isEqualTo(10_001);
        assertThat(socket.statistics().heldAttempts()).isZero();
    }

    @Test
    void r1_r7_links_that_follow_each_other_within_milliseconds_leave_no_timers_behind() {
        Duration delay = Duration.ofMillis(2);
        NamedSocket socket = connect(with(Reconnect.on()
                        .withStableAfter(Duration.ZERO)
                        .withFirstDelay(delay)
                        .withRule(end -> Verdict.BY_TABLE))
                .withReadiness(preparation -> java.util.concurrent.CompletableFuture.completedStage(null))
                .withQueue(QUEUE.withTimeToLive(Duration.ofMinutes(1))));
        for (int cycle = 1; cycle <= 1_000; cycle++) {
            socket.send("message " + cycle);
            cut();
            virtual.advance(delay);
            assertThat(attempts()).isEqualTo(cycle + 1);
            assertThat(virtual.time().waitingTasks()).isLessThan(12);
        }
        assertOpen(socket);
        assertThat(virtual.provider().mostOpenPeers()).isEqualTo(1);
    }

    @Test
    void r1_links_that_are_over_are_not_kept_in_memory() {
        SteppedTime time = new SteppedTime();
        ForgetfulProvider forgetful = new ForgetfulProvider();
        NamedSocket socket = time.step(Sockets.builder())
                .provider(forgetful)
                .build()
                .connect(
                        "client",
                        "ws://memory/",
                        with(Reconnect.on().withStableAfter(Duration.ZERO)),
                        event -> {});
        time.run();
        for (int cycle = 0; cycle < 1_000; cycle++) {
            forgetful.drop();
            time.advance(Duration.ofSeconds(2));
        }
        assertThat(socket.statistics().opened()).isEqualTo(1_001);
        Awaitility.await().until(() -> {
            System.gc();
            return time.waitingTasks() < 5 && forgetful.remembered() <= 3;
        });
    }

    /** Opens every link at once and holds none that is over. */
    private static final class ForgetfulProvider implements SocketProvider {

        private final List<WeakReference<WireListener>> links = new ArrayList<>();
        private WireListener last;

        @Override
        public String name() {
            return "forgetful";
        }

        @Override
        public void connect(Handshake handshake, WireListener listener) {
            last = listener;
            links.add(new WeakReference<>(listener));
            listener.opened(new NoWire(), new Opening("", Map.of()));
        }

        void drop() {
            last.closed(CloseStatus.of(1006));
        }

        long remembered() {
            return links.stream().filter(link -> link.get() != null).count();
        }

        @Override
        public void close() {}
    }

    private static final class NoWire implements Wire {

        @Override
        public void write(String text, WriteListener end) {
            end.ended(null);
        }

        @Override
        public void write(ByteBuffer data, WriteListener end) {
            end.ended(null);
        }

        @Override
        public void ping(ByteBuffer payload, WriteListener end) {
            end.ended(null);
        }

        @Override
        public void close(CloseStatus status) {}

        @Override
        public void abort(CloseStatus status) {}
    }

    @Test
    void r7_names_that_come_and_go_while_waiting_leave_no_timers_behind() {
        refuseWith(503, Map.of("Retry-After", List.of("300")));
        for (int i = 0; i < 100; i++) {
            connect(STAYING).close();
            virtual.run();
        }
        assertThat(virtual.time().waitingTasks()).isLessThan(5);
    }
}
