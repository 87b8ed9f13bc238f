// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.wlangage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wlsocket.CloseStatus;
import org.wlsocket.Failure;
import org.wlsocket.SocketOptions;
import org.wlsocket.spi.DefaultSockets;

/** Writing, reading and closing. */
@SuppressWarnings("NullAway")
class MessagesTest extends WithFakeSockets {

    private FakeProvider.Peer connected() throws InterruptedException {
        assertThat(WLangage.webSocketClientConnecte("s", "host")).isTrue();
        return server.peer();
    }

    @Test
    void c4_socket_ecrit_is_true_when_the_message_was_accepted() throws Exception {
        FakeProvider.Peer peer = connected();

        assertThat(WLangage.socketEcrit("s", "é")).isTrue();
        assertThat(WLanguage.socketWrite("s", "e")).isTrue();

        assertThat(FakeProvider.soon(peer.received())).isEqualTo("é");
        assertThat(FakeProvider.soon(peer.received())).isEqualTo("e");
        assertThat(WLangage.erreurInfo()).isEmpty();
    }

    @Test
    void c10_a_buffer_goes_out_as_a_binary_message() throws Exception {
        FakeProvider.Peer peer = connected();

        assertThat(WLangage.socketEcrit("s", new byte[] {0, (byte) 0xff})).isTrue();
        assertThat(WLanguage.socketWrite("s", "é\u0001".getBytes(StandardCharsets.ISO_8859_1))).isTrue();

        assertThat(FakeProvider.soon(peer.received())).isEqualTo("binary [\0ÿ]");
        assertThat(FakeProvider.soon(peer.received())).isEqualTo("binary [é\u0001]");
    }

    @Test
    void c10_a_binary_message_is_a_string_of_chars_from_0_to_255() throws Exception {
        FakeProvider.Peer peer = connected();
        peer.says(new byte[] {0, 'a', (byte) 0x80, (byte) 0xff});

        assertThat(WLangage.socketLit("s")).isEqualTo("\0a\u0080\u00ff");

        WLangage.socketConnecte("with procedure", "ws://host/", this::note);
        server.peer().says(new byte[] {(byte) 0xe9});
        assertThat(event()).isEqualTo("OUVERTURE ");
        assertThat(event()).isEqualTo("MESSAGE é");
    }

    @Test
    void c4_what_cannot_be_sent_is_refused() throws Exception {
        FakeProvider.Peer peer = connected();
        assertThat(WLangage.socketEcrit("S", "names are case-sensitive")).isFalse();
        assertThat(WLangage.erreurInfo()).startsWith("1401 : aucun socket").endsWith("[\"S\"]");
        assertThat(WLanguage.errorInfo()).startsWith("1401 : there is no socket with this name");
        assertThat(WLangage.socketEcrit(null, "x")).isFalse();
        assertThat(WLangage.erreurInfo()).startsWith("1101 : ");
        assertThat(WLangage.socketEcrit("s", (String) null)).isFalse();
        assertThat(WLangage.erreurInfo()).startsWith("1101 : ");
        assertThat(WLangage.socketEcrit("s", (byte[]) null)).isFalse();
        assertThat(WLangage.erreurInfo()).startsWith("1101 : ");

        peer.closes(1000);
        assertThat(WLangage.socketEcrit("s", "x")).isFalse();
        assertThat(WLangage.erreurInfo()).startsWith("1201 : le socket n'est pas ouvert");
        assertThat(WLanguage.errorInfo()).startsWith("1201 : the socket is not open");
    }

    @Test
    void c4_a_full_buffer_and_a_message_that_is_too_large_are_refused() throws Exception {
        server.stuck = true;
        SocketOptions small =
                SocketOptions.defaults().withSendBuffer(1, 10).withCloseLimit(Duration.ofMillis(10));
        sockets.connect("s", "ws://host/", small).awaitOpen(Duration.ofSeconds(10));

        assertThat(WLangage.socketEcrit("s", "more than 10 bytes")).isFalse();
        assertThat(WLangage.erreurInfo()).startsWith("1204 : ");
        assertThat(WLangage.socketEcrit("s", "a")).isTrue();
        assertThat(WLangage.erreurInfo()).isEmpty();
        assertThat(WLangage.socketEcrit("s", "b")).isFalse();
        assertThat(WLangage.erreurInfo()).startsWith("1203 : ");
    }

    @Test
    void c7_socket_lit_reads_one_whole_message_in_all_its_forms() throws Exception {
        FakeProvider.Peer peer = connected();
        for (int i = 0; i < 12; i++) {
            peer.says("message " + i);
        }

        Duration wait = Duration.ofSeconds(5);
        assertThat(WLangage.socketLit("s")).isEqualTo("message 0");
        assertThat(WLangage.socketLit("s", true)).isEqualTo("message 1");
        assertThat(WLangage.socketLit("s", false, 5_000)).isEqualTo("message 2");
        assertThat(WLangage.socketLit("s", false, wait)).isEqualTo("message 3");
        assertThat(WLangage.socketLit("s", false, 5_000, 4)).isEqualTo("message 4");
        assertThat(WLangage.socketLit("s", true, wait, 4)).isEqualTo("message 5");
        assertThat(WLanguage.socketRead("s")).isEqualTo("message 6");
        assertThat(WLanguage.socketRead("s", false)).isEqualTo("message 7");
        assertThat(WLanguage.socketRead("s", false, 0)).isEqualTo("message 8");
        assertThat(WLanguage.socketRead("s", false, wait)).isEqualTo("message 9");
        assertThat(WLanguage.socketRead("s", false, 5_000, 4)).isEqualTo("message 10");
        assertThat(WLanguage.socketRead("s", true, wait, 4)).isEqualTo("message 11");
    }

    @Test
    void c7_empty_on_time_out_leaves_no_error_and_empty_on_end_tells_it() throws Exception {
        FakeProvider.Peer peer = connected();
        assertThat(WLangage.socketEcrit("other", "x")).isFalse();

        assertThat(WLangage.socketLit("s", false, 10)).isEmpty();
        assertThat(WLangage.erreurInfo()).isEmpty();

        peer.says("the last");
        peer.closes(4000);
        assertThat(WLangage.socketLit("s", false, 10)).isEqualTo("the last");
        assertThat(WLangage.socketLit("s", false, 10)).isEmpty();
        assertThat(WLangage.erreurInfo()).startsWith("1103 : le socket est terminé").contains("4000");
        assertThat(WLanguage.errorInfo()).startsWith("1103 : the socket has ended");
    }

    @Test
    void c7_the_end_of_a_link_that_was_given_up_tells_why() throws Exception {
        FakeProvider.Peer peer = connected();
        peer.failsWith(Failure.Reason.PROTOCOL_VIOLATION, "a bad frame");

        assertThat(WLangage.socketLit("s")).isEmpty();
        assertThat(WLangage.erreurInfo())
                .startsWith("1308 : ")
                .endsWith(" (pendant que le socket était ouvert) [a bad frame]");
    }

    @Test
    void c7_waiting_for_ever_ends_with_the_link() throws Exception {
        FakeProvider.Peer peer = connected();
        Thread closer = new Thread(() -> peer.closes(1001));
        closer.start();

        assertThat(WLangage.socketLit("s")).isEmpty();

        assertThat(WLangage.erreurInfo()).startsWith("1103 : ");
        closer.join();
    }

    @Test
    void c7_what_cannot_be_read_is_refused() throws Exception {
        assertThat(WLangage.socketLit("unknown")).isEmpty();
        assertThat(WLangage.erreurInfo()).startsWith("1401 : ");
        assertThat(WLangage.socketLit(null)).isEmpty();
        assertThat(WLangage.erreurInfo()).startsWith("1101 : ");

        connected();
        assertThat(WLangage.socketLit("s", false, -1)).isEmpty();
        assertThat(WLangage.erreurInfo()).startsWith("1101 : ");
        assertThat(WLangage.socketLit("s", false, null)).isEmpty();
        assertThat(WLangage.erreurInfo()).startsWith("1101 : ");

        WLangage.socketConnecte("with procedure", "ws://host/", this::note);
        assertThat(WLangage.socketLit("with procedure")).isEmpty();
        assertThat(WLangage.erreurInfo()).startsWith("1106 : ");
        assertThat(WLanguage.errorInfo()).startsWith("1106 : this function cannot be called here");
    }

    @Test
    void c1_an_interrupt_ends_a_read_and_leaves_the_flag_set() throws Exception {
        connected();
        Thread.currentThread().interrupt();

        assertThat(WLangage.socketLit("s")).isEmpty();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(WLangage.erreurInfo()).startsWith("1105 : ");
    }

    @Test
    void c6_socket_ferme_closes_with_1000_and_c3_frees_the_name_at_once() throws Exception {
        WLangage.socketConnecte("s", "ws://host/", this::note);
        FakeProvider.Peer peer = server.peer();
        assertThat(event()).isEqualTo("OUVERTURE ");

        WLangage.socketFerme("s");
        assertThat(WLangage.erreurInfo()).isEmpty();
        assertThat(WLanguage.socketConnect("s", "ws://host/", this::noteEnglish)).isTrue();

        assertThat(FakeProvider.soon(peer.received())).isEqualTo("close 1000");
        assertThat(List.of(event(), event())).containsExactlyInAnyOrder("FERMETURE 1000", "OPENING ");
        WLanguage.socketClose("s");
        assertThat(event()).isEqualTo("CLOSING 1000");
    }

    @Test
    void socket_ferme_of_a_name_that_nobody_has_only_sets_the_error() {
        WLangage.socketFerme("unknown");
        assertThat(WLangage.erreurInfo()).startsWith("1401 : ");
        WLangage.socketFerme(null);
        assertThat(WLangage.erreurInfo()).startsWith("1101 : ");
        WLanguage.socketClose("unknown");
        assertThat(WLanguage.errorInfo()).startsWith("1401 : ");
    }

    @Test
    void c12_after_the_application_has_stopped_all_calls_are_refused() throws Exception {
        connected();
        DefaultSockets.clear(sockets);

        assertThat(WLangage.socketEcrit("s", "x")).isFalse();
        assertThat(WLangage.erreurInfo()).startsWith("1107 : ");
        assertThat(WLangage.socketLit("s")).isEmpty();
        assertThat(WLangage.erreurInfo()).startsWith("1107 : ");
        WLangage.socketFerme("s");
        assertThat(WLangage.erreurInfo()).startsWith("1107 : ");
        assertThat(WLangage.socketExiste("s")).isFalse();
    }

    @Test
    void e5_the_close_code_is_decimal_text_also_where_the_peer_gave_none() throws Exception {
        WLangage.socketConnecte("s", "ws://host/", this::note);
        server.peer().closes(CloseStatus.NO_STATUS);

        assertThat(event()).isEqualTo("OUVERTURE ");
        assertThat(event()).isEqualTo("FERMETURE 1005");
    }
}
