// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.wlangage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.wlsocket.Failure;

/** Reading. */
@SuppressWarnings("NullAway")
class SocketLitTest extends WithFakeSockets {

    private FakeProvider.Peer connected() throws InterruptedException {
        assertThat(WLangage.webSocketClientConnecte("s", "host")).isTrue();
        return server.peer();
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
}
