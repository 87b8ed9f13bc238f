// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecordingTest {

    private final Recording recording = new Recording();

    @Test
    void events_have_the_form_of_the_traces() throws Exception {
        recording.opened("chat");
        recording.text("é\uD83D\uDE00");
        recording.binary(ByteBuffer.allocate(0));
        recording.closed(4000, "bye");

        assertThat(recording.events()).isEqualTo(json("[{'t':'open','protocol':'chat'},"
                + "{'t':'message','kind':'text','len':3,'sha':'" + Payload.sha("é\uD83D\uDE00")
                + "','text':'é\uD83D\uDE00'},"
                + "{'t':'message','kind':'binary','len':0,'sha':'e3b0c44298fc1c14'},"
                + "{'t':'close','code':4000,'clean':true,'reason':'bye'}]"));
    }

    @Test
    void an_end_without_a_close_frame_is_not_clean() throws Exception {
        recording.closed(1006, "");

        assertThat(recording.events())
                .isEqualTo(json("[{'t':'close','code':1006,'clean':false,'reason':''}]"));
    }

    @Test
    void a_text_is_shown_up_to_40_characters() {
        recording.text("x".repeat(40));
        recording.text("x".repeat(41));

        assertThat(recording.events().get(0).has("text")).isTrue();
        assertThat(recording.events().get(1).has("text")).isFalse();
    }

    @Test
    void twenty_texts_stay_single() {
        IntStream.range(0, 20).forEach(i -> recording.text("m" + i));

        assertThat(recording.events()).hasSize(20);
    }

    @Test
    void more_than_twenty_texts_in_a_row_become_one_event() throws Exception {
        recording.opened("");
        IntStream.range(0, 21).forEach(i -> recording.text("m" + i));
        recording.binary(ByteBuffer.allocate(1));

        String joined = IntStream.range(0, 21).mapToObj(i -> "m" + i).collect(Collectors.joining("\n"));
        assertThat(recording.events()).hasSize(3);
        assertThat(recording.events().get(1))
                .isEqualTo(json("{'t':'messages','count':21,'first':'m0','last':'m20','sha':'"
                        + Payload.sha(joined) + "'}"));
    }

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text.replace('\'', '"'));
    }
}
