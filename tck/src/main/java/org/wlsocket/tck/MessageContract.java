// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.wlsocket.CloseStatus;
import org.wlsocket.NamedSocket;
import org.wlsocket.SocketEvent;
import org.wlsocket.SocketOptions;

/** E4, C10, C11: messages are whole, whatever their size and however they were cut. */
abstract class MessageContract extends ContractTests {

    private static final int MIB = 1024 * 1024;

    MessageContract(ContractSuite contract) {
        super(contract);
    }

    @Test
    void e4_the_fragments_of_a_text_are_joined_also_when_cut_inside_characters() {
        connect();
        accept().fragments("grün \uD83D\uDE00 日本");
        events.awaitExactly("Opened Text(grün \uD83D\uDE00 日本)");
    }

    @Test
    void e4_the_fragments_of_a_binary_message_are_joined() {
        connect();
        accept().fragments((byte) 1, (byte) -1, (byte) 0, (byte) 127, (byte) -128);
        events.awaitExactly("Opened Binary(01ff007f80)");
    }

    @Test
    void e4_a_ping_between_fragments_and_an_empty_message_change_nothing() {
        connect();
        PeerLink link = accept();
        link.text("");
        link.ping();
        link.binary();
        events.awaitExactly("Opened Text() Binary()");
        Patience.until("the ping is answered", () -> link.pongs() == 1);
    }

    @Test
    void e4_pings_between_the_fragments_of_a_message_are_answered_and_change_nothing() {
        connect();
        PeerLink link = accept();
        link.fragmentsAroundPing("grün \uD83D\uDE00");
        events.awaitExactly("Opened Text(grün \uD83D\uDE00)");
        Patience.until("the ping is answered", () -> link.pongs() == 1);
    }

    @Test
    void e4_nothing_is_cut_or_merged_at_any_length_form() {
        List<String> texts = IntStream.of(0, 1, 125, 126, 65_535, 65_536, 200_000)
                .mapToObj("x"::repeat)
                .toList();
        connect();
        PeerLink link = accept();
        texts.forEach(link::text);
        texts.forEach(link::fragments);
        events.awaitCount(1 + 2 * texts.size());
        assertThat(events.texts().subList(0, texts.size())).isEqualTo(texts);
        assertThat(events.texts().subList(texts.size(), 2 * texts.size())).isEqualTo(texts);
    }

    @Test
    void c10_the_data_of_a_binary_event_is_a_fresh_read_only_view_each_time() {
        connect();
        accept().binary((byte) 1, (byte) 2);
        SocketEvent.Binary event = events.await(SocketEvent.Binary.class);
        ByteBuffer first = event.data();
        first.get();
        assertThat(event.data().remaining()).isEqualTo(2);
        assertThatThrownBy(() -> first.put(0, (byte) 9)).isInstanceOf(ReadOnlyBufferException.class);
    }

    @Test
    void c10_texts_and_bytes_go_out_as_they_are() {
        NamedSocket socket = connect();
        PeerLink link = open(socket);
        assertThat(socket.send("grün \uD83D\uDE00").accepted()).isTrue();
        assertThat(socket.send("").accepted()).isTrue();
        assertThat(socket.send(ByteBuffer.wrap(new byte[] {0, -1, 127})).accepted()).isTrue();
        Patience.until("the peer has all", () -> link.binaries().size() == 1);
        assertThat(link.texts()).containsExactly("grün \uD83D\uDE00", "");
        assertThat(link.binaries()).containsExactly(ByteBuffer.wrap(new byte[] {0, -1, 127}));
        events.awaitExactly("Opened");
    }

    @Test
    void c11_a_message_at_the_limit_is_delivered_counted_in_bytes() {
        connect(SocketOptions.defaults().withMaxMessageSize(1000));
        PeerLink link = accept();
        link.text("é".repeat(500));
        link.fragments("é".repeat(500));
        link.binary(new byte[1000]);
        events.awaitExactly("Opened Text(500 chars) Text(500 chars) Binary(1000 bytes)");
    }

    @Test
    void c11_a_text_over_the_limit_fails_the_link_and_the_peer_sees_1009() {
        connect(SocketOptions.defaults().withMaxMessageSize(1000));
        PeerLink link = accept();
        link.text("before");
        link.text("é".repeat(500) + "x");
        events.awaitExactly("Opened Text(before) Failed(INBOUND/MESSAGE_TOO_LARGE) Closed(1006)");
        assertPeerSees1009(link);
    }

    @Test
    void c11_a_fragmented_binary_message_over_the_limit_fails_the_link() {
        connect(SocketOptions.defaults().withMaxMessageSize(1000));
        PeerLink link = accept();
        link.fragments(new byte[1001]);
        events.awaitExactly("Opened Failed(INBOUND/MESSAGE_TOO_LARGE) Closed(1006)");
        assertPeerSees1009(link);
    }

    private void assertPeerSees1009(PeerLink link) {
        Patience.until("the peer has read all", link::isReadToTheEnd);
        String code = link.closedWith().map(CloseStatus::code).map(String::valueOf).orElse("none");
        limits.check(Waivable.C11_CODE, "1009", code);
    }

    @Test
    void c11_the_limit_is_one_mebibyte_unless_set() {
        connect();
        PeerLink link = accept();
        link.text("x".repeat(MIB));
        events.awaitCount(2);
        link.text("x".repeat(MIB + 1));
        events.awaitExactly("Opened Text(1048576 chars) Failed(INBOUND/MESSAGE_TOO_LARGE) Closed(1006)");
    }

    @Test
    void c11_a_large_message_comes_whole_where_the_limit_allows_it() {
        connect(SocketOptions.defaults().withMaxMessageSize(8 * MIB));
        PeerLink link = accept();
        byte[] large = new byte[8 * MIB];
        new Random(1).nextBytes(large);
        link.binary(large);
        events.awaitExactly("Opened Binary(8388608 bytes)");
        boolean same = events.await(SocketEvent.Binary.class).data().equals(ByteBuffer.wrap(large));
        assertThat(same).as("byte for byte").isTrue();
    }

    @Test
    void c11_a_fragmented_text_over_the_limit_fails_the_link() {
        connect(SocketOptions.defaults().withMaxMessageSize(1000));
        PeerLink link = accept();
        link.fragments("é".repeat(500) + "x");
        events.awaitExactly("Opened Failed(INBOUND/MESSAGE_TOO_LARGE) Closed(1006)");
        assertPeerSees1009(link);
    }

    @Test
    void c11_a_binary_message_of_one_frame_over_the_limit_fails_the_link() {
        connect(SocketOptions.defaults().withMaxMessageSize(1000));
        PeerLink link = accept();
        link.binary(new byte[1001]);
        events.awaitExactly("Opened Failed(INBOUND/MESSAGE_TOO_LARGE) Closed(1006)");
        assertPeerSees1009(link);
    }
}
