// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.wlsocket.Delivery;
import org.wlsocket.Delivery.Refusal;
import org.wlsocket.NamedSocket;
import org.wlsocket.NamedSocketException;
import org.wlsocket.SocketOptions;

/** C4: send accepts or refuses and never waits; what it accepts goes out in order and whole. */
@SuppressWarnings("NullAway.Init")
abstract class SendContract extends ContractTests {

    private static final int BOUND = 10;
    /** Below the 10 s of any limit that a send could run into. */
    private static final Duration WITHOUT_WAITING = Duration.ofSeconds(9);

    private PeerLink unread;

    SendContract(ContractSuite contract) {
        super(contract);
    }

    @Test
    void c4_accepted_messages_go_out_in_the_order_of_acceptance() {
        NamedSocket socket = connect();
        PeerLink link = open(socket);
        IntStream.range(0, 2000).forEach(i -> assertThat(socket.send("" + i, PATIENCE).accepted()).isTrue());
        Patience.until("the peer has all", () -> link.texts().size() == 2000);
        assertThat(link.texts()).isEqualTo(IntStream.range(0, 2000).mapToObj(i -> "" + i).toList());
        events.awaitExactly("Opened");
    }

    @Test
    void c4_large_and_small_messages_keep_their_order_and_are_whole() {
        NamedSocket socket = connect();
        PeerLink link = open(socket);
        socket.send(LARGE);
        socket.send("small");
        socket.send(LARGE);
        Patience.until("the peer has all", () -> link.texts().size() == 3);
        assertThat(link.texts()).containsExactly(LARGE, "small", LARGE);
        events.awaitExactly("Opened");
    }

    @Test
    void c4_a_message_sent_inside_the_delivery_of_opened_goes_out() {
        connect(event -> event.socket().send(EventText.of(event)));
        PeerLink link = accept();
        Patience.until("it has come", () -> link.texts().equals(List.of("Opened")));
        events.awaitExactly("Opened");
    }

    @Test
    void c4_send_refuses_when_the_buffer_is_full_and_the_peer_does_not_read() {
        NamedSocket socket = openUnread(SocketOptions.defaults().withSendBuffer(BOUND, 1L << 30));
        long start = System.nanoTime();
        Delivery last = untilRefused(() -> socket.send(LARGE));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).as("all sends").isLessThan(WITHOUT_WAITING);
        fill(socket);
        long refused = socket.statistics().refused();
        assertThat(untilRefused(() -> socket.send(LARGE))).as("a constant").isSameAs(last);
        assertThat(socket.statistics().refused()).isEqualTo(refused + 1);
        assertThat(last.refusal()).contains(Refusal.BUFFER_FULL);
        assertThat(last.accepted()).isFalse();
        assertThat(socket.statistics().pending()).isLessThanOrEqualTo(BOUND);
        unread.resumeReading();
    }

    @Test
    void c4_the_buffer_is_bounded_in_bytes_too() {
        NamedSocket socket = openUnread(SocketOptions.defaults().withSendBuffer(1000, 3L * LARGE.length()));
        assertThat(untilRefused(() -> socket.send(LARGE)).refusal()).contains(Refusal.BUFFER_FULL);
        assertThat(socket.statistics().pendingBytes()).isLessThanOrEqualTo(3L * LARGE.length());
        unread.resumeReading();
    }

    @Test
    void c4_a_message_that_is_larger_than_the_buffer_is_refused_as_too_large() {
        NamedSocket socket = connect(SocketOptions.defaults().withSendBuffer(BOUND, 10));
        PeerLink link = open(socket);
        assertThat(socket.send("é".repeat(6)).refusal()).contains(Refusal.TOO_LARGE);
        assertThat(socket.send("é".repeat(6)))
                .as("a constant")
                .isSameAs(socket.send(ByteBuffer.allocate(11)));
        assertThat(socket.send("é".repeat(6), PATIENCE).refusal()).contains(Refusal.TOO_LARGE);
        assertThat(socket.send("é".repeat(5)).accepted()).isTrue();
        Patience.until("it has come", () -> link.texts().size() == 1);
        events.awaitExactly("Opened");
    }

    @Test
    void c4_a_refusal_is_a_constant() {
        NamedSocket socket = connect();
        PeerLink link = peer.next();
        assertThat(socket.send("a")).isSameAs(socket.send(ByteBuffer.allocate(1)));
        link.upgrade();
        events.awaitExactly("Opened");
    }

    @Test
    void c4_lone_surrogates_become_the_replacement_character() {
        NamedSocket socket = connect();
        PeerLink link = open(socket);
        socket.send("a\uD83Db\uDE00c\uD83D\uDE00\uD83D");
        Patience.until("it has come", () -> link.texts().size() == 1);
        assertThat(link.texts()).containsExactly("a\uFFFDb\uFFFDc\uD83D\uDE00\uFFFD");
        events.awaitExactly("Opened");
    }

    @Test
    void c4_bytes_are_copied_at_the_call_and_the_position_stays() {
        // Room for these bytes, and for no more of the large messages.
        NamedSocket socket =
                openUnread(SocketOptions.defaults().withSendBuffer(1000, 3L * LARGE.length() + 2));
        fill(socket);
        ByteBuffer data = ByteBuffer.wrap(new byte[] {9, 1, 2, 9}).position(1).limit(3);
        assertThat(socket.send(data).accepted()).isTrue();
        assertThat(data.position()).isEqualTo(1);
        assertThat(socket.statistics().pending()).as("so that these bytes wait too").isGreaterThan(1);
        data.put(1, (byte) 7);
        unread.resumeReading();
        Patience.until("it has come", LONG, () -> unread.binaries().size() == 1);
        assertThat(unread.binaries()).containsExactly(ByteBuffer.wrap(new byte[] {1, 2}));
        events.awaitExactly("Opened");
    }

    @Test
    @SuppressWarnings("NullAway")
    void c4_null_is_refused_with_an_exception() {
        NamedSocket socket = connect();
        open(socket);
        assertThatThrownBy(() -> socket.send((String) null))
                .isInstanceOf(NamedSocketException.BadArgument.class);
        assertThatThrownBy(() -> socket.send((ByteBuffer) null))
                .isInstanceOf(NamedSocketException.BadArgument.class);
        events.awaitExactly("Opened");
    }

    @Test
    void c4_a_send_with_a_time_waits_for_room_but_not_longer() {
        NamedSocket socket = openUnread(SocketOptions.defaults().withSendBuffer(BOUND, 1L << 30));
        fill(socket);
        AtomicLong start = new AtomicLong();
        Delivery refused = untilRefused(() -> {
            start.set(System.nanoTime());
            return socket.send("x", SHORT);
        });
        assertThat(System.nanoTime() - start.get()).isGreaterThanOrEqualTo(SHORT.toNanos());
        assertThat(refused.refusal()).contains(Refusal.BUFFER_FULL);
        try (Background<Delivery> waiting = Background.call(() -> socket.send("last", LONG))) {
            unread.resumeReading();
            assertThat(waiting.result(LONG).accepted()).isTrue();
        }
        Patience.until("it has come", LONG, () -> unread.texts().contains("last"));
    }

    private NamedSocket openUnread(SocketOptions options) {
        NamedSocket socket = connect(options);
        unread = openUnread(socket);
        events.awaitExactly("Opened");
        return socket;
    }
}
