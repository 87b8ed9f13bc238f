// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.wlsocket.NamedSocket;
import org.wlsocket.SocketEvent;
import org.wlsocket.SocketListener;
import org.wlsocket.SocketOptions;
import org.wlsocket.SocketState;

/** E9, E10: what a listener throws or how long it takes is its own socket's affair. */
abstract class ListenerContract extends ContractTests {

    private static final int BOUND = 10;

    private final CountDownLatch released = new CountDownLatch(1);

    ListenerContract(ContractSuite contract) {
        super(contract);
    }

    /** Before the sockets are closed, which would wait for the listener of a test that failed. */
    @AfterEach
    void release_the_listener() {
        released.countDown();
    }

    @Test
    void e9_what_a_listener_throws_is_logged_with_the_name_and_the_next_event_comes() {
        try (LogRecorder log = LogRecorder.start()) {
            NamedSocket socket = connect(event -> {
                throw new Exception("thrown at " + EventText.of(event));
            });
            open(socket).text("one");
            events.awaitExactly("Opened Text(one)");
            socket.close();
            events.awaitExactly("Opened Text(one) Closed(1000)");
            log.awaitErrors(3);
            assertThat(log.errors()).allSatisfy(line -> assertThat(line).contains("\"" + NAME + "\""));
            assertThat(log.causes()).contains("thrown at Text(one)");
        }
    }

    @Test
    void e9_an_error_is_treated_like_an_exception() {
        try (LogRecorder log = LogRecorder.start()) {
            NamedSocket socket = connect(event -> {
                throw new StackOverflowError("deep");
            });
            open(socket).text("one");
            events.awaitExactly("Opened Text(one)");
            log.awaitErrors(2);
            assertThat(socket.state()).isInstanceOf(SocketState.Open.class);
            socket.close();
            events.awaitExactly("Opened Text(one) Closed(1000)");
            log.awaitErrors(3);
        }
    }

    @Test
    void e10_a_listener_that_blocks_delays_only_its_own_socket() {
        connect(this::block);
        PeerLink blocked = accept();
        blocked.text("waits");
        EventRecorder others = recorder(event -> {});
        sockets.connect("other", peer.uri(), others);
        accept().text("hello");
        others.awaitExactly("Opened Text(hello)");
        events.awaitExactly("Opened");
        released.countDown();
        events.awaitExactly("Opened Text(waits)");
    }

    @Test
    void e10_until_the_bound_is_reached_pings_are_answered() {
        NamedSocket socket = connectBlocked();
        PeerLink link = open(socket);
        IntStream.range(0, BOUND).forEach(i -> link.text("" + i));
        link.ping();
        Patience.until("the ping is answered", () -> link.pongs() == 1);
        Patience.until("all wait", () -> socket.statistics().undelivered() == BOUND);
        released.countDown();
        events.awaitCount(1 + BOUND);
    }

    @Test
    void e10_at_the_bound_the_link_is_not_read_and_nothing_is_dropped() {
        NamedSocket socket = connectBlocked();
        PeerLink link = open(socket);
        IntStream.range(0, 5 * BOUND).forEach(i -> link.text("" + i));
        link.ping();
        Patience.until("the bound is reached", () -> socket.statistics().undelivered() == BOUND);
        String answered = link.pongs() == 0 ? "not answered" : "answered";
        limits.check(Waivable.E10_PING_BEHIND_THE_BOUND, "not answered", answered);
        released.countDown();
        Patience.until("the ping is answered", () -> link.pongs() == 1);
        events.awaitCount(1 + 5 * BOUND);
        List<String> all = IntStream.range(0, 5 * BOUND).mapToObj(String::valueOf).toList();
        assertThat(events.texts()).isEqualTo(all);
    }

    @Test
    void e10_a_message_larger_than_the_bound_is_taken_when_nothing_else_waits() {
        connect(SocketOptions.defaults().withReceiveBuffer(BOUND, 100));
        PeerLink link = accept();
        link.text("x".repeat(1000));
        link.text("y".repeat(1000));
        events.awaitExactly("Opened Text(1000 chars) Text(1000 chars)");
    }

    @Test
    void e10_our_close_frees_the_reader_that_waits_at_the_bound_at_once() {
        NamedSocket socket = connectBlocked();
        PeerLink link = open(socket);
        IntStream.range(0, 5 * BOUND).forEach(i -> link.text("" + i));
        Patience.until("the bound is reached", () -> socket.statistics().undelivered() == BOUND);
        socket.close();
        // Without that, the close limit would pass first and give another code.
        Patience.until("the close was answered", () -> socket.state() instanceof SocketState.Closed);
        Patience.until("the link is over", () -> !link.isLive());
        events.awaitExactly("Opened");
        released.countDown();
        events.awaitExactly("Opened Closed(1000)");
    }

    private NamedSocket connectBlocked() {
        events = recorder(this::block);
        return connect(SocketOptions.defaults().withReceiveBuffer(BOUND, 1024 * 1024));
    }

    /** A {@link SocketListener}. */
    private void block(SocketEvent event) throws InterruptedException {
        if (event instanceof SocketEvent.Opened) {
            released.await();
        }
    }
}
