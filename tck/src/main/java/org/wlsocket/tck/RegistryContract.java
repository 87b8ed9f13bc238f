// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.wlsocket.CloseStatus;
import org.wlsocket.NamedSocket;
import org.wlsocket.NamedSocketException;
import org.wlsocket.SocketEvent;
import org.wlsocket.SocketOptions;

/** C9: how all sockets are closed. */
abstract class RegistryContract extends ContractTests {

    /** With the drain limit less than the 10 s of the limits that are not set here. */
    private static final Duration SLACK = Duration.ofMillis(6500);

    RegistryContract(ContractSuite contract) {
        super(contract);
    }

    @Test
    void c9_every_link_is_closed_with_1001_and_no_thread_is_left() {
        NamedSocket socket = connect();
        PeerLink first = open(socket);
        EventRecorder other = recorder(event -> {});
        PeerLink second = open(sockets.connect("other", peer.uri(), other));
        sockets.close();
        events.awaitExactly("Opened Closed(1001)");
        other.awaitExactly("Opened Closed(1001)");
        assertSees1001(first);
        assertSees1001(second);
    }

    private void assertSees1001(PeerLink link) {
        Patience.until("the peer has read all", link::isReadToTheEnd);
        limits.check(Waivable.C9_CODE, 1001, link.closedWith().map(CloseStatus::code).orElse(0));
    }

    @Test
    void c9_what_was_accepted_is_written_first() {
        NamedSocket socket = connect();
        PeerLink link = open(socket);
        IntStream.range(0, 500).forEach(i -> socket.send("" + i));
        sockets.close();
        events.awaitExactly("Opened Closed(1001)");
        assertThat(link.texts()).hasSize(500);
        assertThat(socket.statistics().written()).isEqualTo(500);
    }

    @Test
    void c9_what_cannot_be_written_within_the_drain_limit_is_given_up_with_the_phase_drain() {
        limitTheDrain();
        NamedSocket socket = connect();
        PeerLink link = openUnread(socket);
        fill(socket);
        long start = System.nanoTime();
        sockets.close();
        assertWithinDrainLimit(start);
        events.awaitExactly("Opened Failed(DRAIN/TIMED_OUT) Closed(1006)");
        assertThat(socket.statistics().pending()).isZero();
        assertCut(link);
        link.resumeReading();
    }

    @Test
    void c9_a_peer_that_does_not_answer_costs_the_drain_limit_and_no_more() {
        limitTheDrain();
        NamedSocket socket = connect();
        PeerLink link = open(socket);
        link.ignoreClose();
        long start = System.nanoTime();
        sockets.close();
        assertWithinDrainLimit(start);
        events.awaitClosed();
        limits.check(Waivable.C9_UNANSWERED, "Opened Closed(1006)", events);
    }

    private static void assertWithinDrainLimit(long start) {
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        assertThat(elapsed).as("the close").isLessThan(DRAIN_LIMIT.plus(SLACK));
    }

    @Test
    void c9_a_socket_that_connects_is_given_up() {
        limitTheDrain();
        connect();
        PeerLink link = peer.next();
        long start = System.nanoTime();
        try (Background<String> closing = Background.call(() -> {
            sockets.close();
            return "closed";
        })) {
            events.awaitExactly("Failed(CONNECT/CLOSED_BY_APPLICATION) Closed(1006)");
            link.refuse(503, Map.of());
            assertThat(closing.result()).isEqualTo("closed");
            assertWithinDrainLimit(start);
        }
    }

    @Test
    void c9_inside_a_listener_it_starts_the_close_and_returns() {
        CompletableFuture<Duration> inTheListener = new CompletableFuture<>();
        NamedSocket socket = connect(event -> {
            if (event instanceof SocketEvent.Text) {
                long start = System.nanoTime();
                sockets.close();
                inTheListener.complete(Duration.ofNanos(System.nanoTime() - start));
            }
        });
        open(socket).text("stop");
        events.awaitExactly("Opened Text(stop) Closed(1001)");
        assertThat(inTheListener).succeedsWithin(PATIENCE).satisfies(
                // Its own listener would keep a close that waits until the drain limit.
                elapsed -> assertThat(elapsed).isLessThan(PATIENCE));
    }

    @Test
    void c9_after_that_connect_and_open_are_refused_and_a_second_close_changes_nothing() {
        NamedSocket socket = connect(SocketOptions.defaults().withAutoConnect(false));
        sockets.close();
        sockets.close();
        assertThatThrownBy(socket::open)
                .isInstanceOf(NamedSocketException.SocketsClosed.class)
                .hasMessageContainingAll("expected", "found", "Sockets.create()");
        assertThatThrownBy(this::connect).isInstanceOf(NamedSocketException.SocketsClosed.class);
    }
}
