// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.wlsocket.Destination;
import org.wlsocket.NamedSocket;
import org.wlsocket.SocketOptions;
import org.wlsocket.Sockets;

/** Time moves when it is told to, and what was due happens in order; sockets run on it without a thread. */
class SteppedTimeTest {

    private final SteppedTime time = new SteppedTime();
    private final List<String> done = new ArrayList<>();

    private Runnable note(String what) {
        return () -> done.add(what);
    }

    private void after(long millis, String what) {
        Future<?> task = time.scheduler().schedule(note(what), millis, MILLISECONDS);
        assertThat(task.isDone()).isFalse();
    }

    @Test
    void tasks_run_in_the_order_of_their_times_and_then_of_asking() {
        after(20, "20");
        after(10, "10 first");
        after(10, "10 second");
        after(30, "30");
        time.advance(Duration.ofMillis(20));
        assertThat(done).containsExactly("10 first", "10 second", "20");
        assertThat(time.waitingTasks()).isEqualTo(1);
    }

    @Test
    void each_task_sees_the_time_at_which_it_was_due_and_may_ask_for_another() {
        Instant start = time.clock().instant();
        time.scheduler().execute(() -> after(5, "nested"));
        time.advance(Duration.ofMillis(4));
        assertThat(done).isEmpty();
        time.advance(Duration.ofMillis(6));
        assertThat(done).containsExactly("nested");
        assertThat(Duration.between(start, time.clock().instant())).isEqualTo(Duration.ofMillis(10));
    }

    @Test
    void a_cancelled_task_does_not_run_and_does_not_count() {
        Future<?> task = time.scheduler().schedule(note("never"), 1, SECONDS);
        task.cancel(false);
        assertThat(time.waitingTasks()).isZero();
        time.advance(Duration.ofSeconds(2));
        assertThat(done).isEmpty();
    }

    @Test
    void a_periodic_task_comes_again_until_it_is_cancelled() {
        Future<?> task = time.scheduler().scheduleAtFixedRate(note("tick"), 1, 2, SECONDS);
        time.advance(Duration.ofSeconds(6));
        assertThat(done).hasSize(3);
        task.cancel(false);
        time.advance(Duration.ofSeconds(6));
        assertThat(done).hasSize(3);
    }

    @Test
    void nothing_is_taken_after_a_shutdown() {
        time.scheduler().shutdown();
        assertThatThrownBy(() -> time.scheduler().schedule(note("never"), 1, SECONDS))
                .isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void after_a_shutdown_what_is_delayed_still_runs_and_what_is_periodic_does_not() {
        Future<?> periodic = time.scheduler().scheduleAtFixedRate(note("tick"), 1, 1, SECONDS);
        after(2000, "delayed");
        time.scheduler().shutdown();
        assertThat(periodic.isCancelled()).isTrue();
        assertThat(time.scheduler().isTerminated()).isFalse();
        time.advance(Duration.ofSeconds(3));
        assertThat(done).containsExactly("delayed");
        assertThat(time.scheduler().isTerminated()).isTrue();
    }

    @Test
    void a_periodic_task_that_shuts_down_does_not_come_again() {
        time.scheduler().scheduleAtFixedRate(() -> time.scheduler().shutdown(), 1, 1, SECONDS);
        time.advance(Duration.ofSeconds(3));
        assertThat(time.waitingTasks()).isZero();
    }

    @Test
    void shutdown_now_gives_back_what_waits_and_nothing_runs_any_more() {
        after(1, "never");
        after(2, "never");
        assertThat(time.scheduler().shutdownNow()).hasSize(2);
        assertThat(time.scheduler().isTerminated()).isTrue();
        time.advance(Duration.ofSeconds(1));
        assertThat(done).isEmpty();
    }

    @Test
    void c9_sockets_that_are_open_are_closed_while_it_steps() {
        MemoryProvider provider = MemoryProvider.with(peer -> {}).deliverOn(time.executor());
        Sockets sockets = time.step(Sockets.builder()).provider(provider).build();
        EventRecorder events = new EventRecorder(event -> done.add(Thread.currentThread().getName()));
        sockets.connect("open", "ws://any/", events);
        time.run();
        Instant before = time.clock().instant();
        time.close(sockets);
        assertThat(events).hasToString("Opened Closed(1001)");
        assertThat(done).containsOnly(Thread.currentThread().getName());
        assertThat(time.clock().instant()).isEqualTo(before);
    }

    @Test
    void a_socket_lives_on_the_tests_own_thread() {
        MemoryProvider provider = MemoryProvider.with(peer -> peer.onText(peer::send))
                .deliverOn(time.executor());
        Sockets sockets = time.step(Sockets.builder()).provider(provider).build();
        EventRecorder events = new EventRecorder(event -> done.add(Thread.currentThread().getName()));
        NamedSocket echo = sockets.connect("echo", "ws://any/", events);
        assertThat(events).hasToString("");
        time.run();
        assertThat(echo.send("hello").accepted()).isTrue();
        time.run();
        assertThat(events).hasToString("Opened Text(hello)");
        echo.close();
        time.run();
        assertThat(events).hasToString("Opened Text(hello) Closed(1000)");
        assertThat(done).containsOnly(Thread.currentThread().getName());
        time.close(sockets);
    }

    @Test
    void c6_the_close_limit_passes_when_time_does() {
        MemoryProvider provider = MemoryProvider.with(MemoryPeer::ignoreClose).deliverOn(time.executor());
        Sockets sockets = time.step(Sockets.builder()).provider(provider).build();
        EventRecorder events = new EventRecorder();
        NamedSocket socket = sockets.connect("quiet", "ws://any/", events);
        time.run();
        socket.close();
        time.advance(SocketOptions.defaults().closeLimit().minusNanos(1));
        assertThat(events).hasToString("Opened");
        time.advance(Duration.ofNanos(1));
        assertThat(events).hasToString("Opened Closed(1006)");
        assertThat(provider.openPeers()).isZero();
        time.close(sockets);
    }

    @Test
    void e6_the_write_limit_passes_when_time_does_and_progress_starts_it_again() {
        MemoryProvider provider =
                MemoryProvider.with(peer -> peer.wire().holdWrites()).deliverOn(time.executor());
        Sockets sockets = time.step(Sockets.builder()).provider(provider).build();
        EventRecorder events = new EventRecorder();
        NamedSocket socket = sockets.connect("stuck", "ws://any/", events);
        time.run();
        socket.send("one");
        socket.send("two");
        time.advance(Duration.ofSeconds(9));
        assertThat(provider.peers().get(0).wire().letWriteEnd()).isTrue();
        time.advance(Duration.ofSeconds(9));
        assertThat(events).hasToString("Opened");
        time.advance(Duration.ofSeconds(1));
        assertThat(events).hasToString("Opened Failed(WRITE/TIMED_OUT) Closed(1006)");
        assertThat(socket.statistics().written()).isEqualTo(1);
        time.close(sockets);
    }

    @Test
    void e6_the_connect_limit_passes_on_stepped_time_with_real_threads() {
        MemoryProvider provider = MemoryProvider.with(peer -> peer.opening().hold());
        Sockets sockets = Sockets.builder()
                .clock(time.clock())
                .scheduler(time.scheduler())
                .provider(provider)
                .build();
        EventRecorder events = new EventRecorder();
        Destination destination = Destination.of("ws://any/").withConnectLimit(Duration.ofMinutes(1));
        NamedSocket socket = sockets.connect("slow", destination, events);
        Patience.until("the attempt is on its way", () -> provider.peers().size() == 1);
        time.advance(Duration.ofMinutes(1));
        Patience.until("the limit was noticed", () -> {
            time.run();
            return events.isOver();
        });
        assertThat(events).hasToString("Failed(CONNECT/TIMED_OUT) Closed(1006)");
        assertThat(socket.statistics().heldAttempts()).isEqualTo(1);
        provider.peers().get(0).opening().release();
        Patience.until("the attempt has returned", () -> socket.statistics().heldAttempts() == 0);
        time.close(sockets);
    }
}
