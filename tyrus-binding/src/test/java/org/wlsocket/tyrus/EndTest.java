// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wlsocket.SocketEvent;
import org.wlsocket.Sockets;
import org.wlsocket.spi.Wire;
import org.wlsocket.tck.Frame;
import org.wlsocket.tck.Script;
import org.wlsocket.tck.ScriptedServer;

class EndTest extends ProviderTests {

    /** {@return what is reported after the opening when the server does this after the answer} */
    private List<String> after(Script script) throws Exception {
        return after(script, wire -> {});
    }

    /** Takes also what this side does first. */
    private List<String> after(Script script, Consumer<Wire> first) throws Exception {
        Script whole = connection -> {
            connection.accept();
            script.run(connection);
        };
        try (ScriptedServer server = ScriptedServer.start(whole)) {
            RecordingListener listener = open(server.uri("/"));
            first.accept(listener.wire());
            List<String> reports = listener.toTheEnd();
            awaitNoConnection(server);
            assertThat(listener.rest()).isEmpty();
            return reports;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 4999})
    void e5_closed_carries_code_and_reason_of_the_peer(int code) throws Exception {
        assertThat(after(connection -> connection.close(code, "becausé")))
                .containsExactly("closed " + code + " \"becausé\"");
    }

    @Test
    void e5_an_empty_close_frame_is_told_from_1000() throws Exception {
        assertThat(after(connection -> connection.closeEmpty())).containsExactly("closed 1005");
        assertThat(after(connection -> connection.close(1000, ""))).containsExactly("closed 1000");
        assertThat(after(connection -> connection.close(1000, "Normal closure.")))
                .containsExactly("closed 1000 \"Normal closure.\"");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 999, 1004, 1005, 1006, 1015, 2999, 5000})
    void e6_a_code_that_must_not_be_sent_breaks_the_protocol(int code) throws Exception {
        assertThat(after(connection -> connection.close(code, "")))
                .containsExactly("failed OPEN/PROTOCOL_VIOLATION");
    }

    @Test
    void e6_a_close_frame_with_one_byte_breaks_the_protocol() throws Exception {
        assertThat(after(connection -> connection.rawBytes((byte) 0x88, (byte) 1, (byte) 3)))
                .containsExactly("failed OPEN/PROTOCOL_VIOLATION");
    }

    @Test
    void e6_a_masked_frame_breaks_the_protocol_and_what_came_before_it_is_delivered() throws Exception {
        byte[] masked = {(byte) 0x81, (byte) 0x81, 1, 2, 3, 4, 5};
        byte[] both = {(byte) 0x81, 1, 'a', (byte) 0x81, (byte) 0x81, 1, 2, 3, 4, 5};

        assertThat(after(connection -> connection.rawBytes(masked)))
                .containsExactly("failed OPEN/PROTOCOL_VIOLATION");
        assertThat(after(connection -> connection.rawBytes(both)))
                .containsExactly("text a", "failed OPEN/PROTOCOL_VIOLATION");
    }

    @Test
    void e6_a_violation_in_front_of_a_close_frame_is_no_close() throws Exception {
        byte[] invalidTextAndClose = {(byte) 0x81, 1, (byte) 0xff, (byte) 0x88, 2, 3, (byte) 0xe8};

        assertThat(after(connection -> connection.rawBytes(invalidTextAndClose)))
                .containsExactly("failed OPEN/PROTOCOL_VIOLATION");
    }

    @Test
    void c11_a_frame_larger_than_any_message_is_not_even_read() throws Exception {
        byte[] header = {(byte) 0x82, 127, 0, 0, 0, 1, 0, 0, 0, 0};

        assertThat(after(connection -> connection.rawBytes(header)))
                .containsExactly("failed INBOUND/MESSAGE_TOO_LARGE");
    }

    @Test
    void e7_a_fin_without_a_close_frame_is_1006() throws Exception {
        assertThat(after(connection -> connection.text("a"))).containsExactly("text a", "closed 1006");
    }

    @Test
    void e7_a_reset_is_1006() throws Exception {
        // A reset right behind the answer may destroy it on its way.
        Script resetsWhenOpen = connection -> {
            connection.expectText();
            connection.rst();
        };
        assertThat(after(resetsWhenOpen, wire -> wire.write("open", failure -> {})))
                .containsExactly("closed 1006");
    }

    @Test
    void e8_what_came_with_the_answer_is_delivered() throws Exception {
        Script script = connection -> connection.acceptTogetherWith(
                Frame.text("a"), Frame.binary(new byte[3]), Frame.close(4001, "bye"));
        try (ScriptedServer server = ScriptedServer.start(script)) {
            assertThat(open(server.uri("/")).toTheEnd())
                    .containsExactly("text a", "binary 3", "closed 4001 \"bye\"");
        }
    }

    @Test
    void c11_a_message_of_the_largest_size_comes_in_one_frame() throws Exception {
        Script script = connection -> {
            connection.binary(new byte[LARGEST]);
            connection.close(1000, "");
        };
        assertThat(after(script)).containsExactly("binary " + LARGEST, "closed 1000");
    }

    /** RFC 6455 section 5.5.1: the answer is on its way before anybody hears of the close. */
    @Test
    void e5_the_peers_close_is_answered_although_everything_is_closed_at_once_when_it_is_reported()
            throws Exception {
        Script closing = connection -> {
            connection.accept();
            connection.close(1000, "");
            connection.expectClose();
        };
        try (ScriptedServer server = ScriptedServer.start(closing)) {
            for (int i = 0; i < 100; i++) {
                CountDownLatch closed = new CountDownLatch(1);
                try (Sockets sockets = Sockets.builder().provider(new JakartaProvider()).build()) {
                    sockets.connect("client", server.uri("/").toString(), event -> {
                        if (event instanceof SocketEvent.Closed) {
                            closed.countDown();
                        }
                    });
                    assertThat(closed.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
                }
            }
            server.awaitScripts(PATIENCE);
            server.assertNoScriptFailure();
        }
    }
}
