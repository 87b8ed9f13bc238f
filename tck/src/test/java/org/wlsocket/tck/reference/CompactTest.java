// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.nio.ByteBuffer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CompactTest {

    private final Recording recording = new Recording();

    @Test
    void messages_show_their_text_or_length_and_digest() {
        recording.text("\"é\n\uD83D\uDE00");
        recording.text("x".repeat(41));
        recording.binary(ByteBuffer.allocate(0));

        assertThat(Compact.of(recording.events(), "closed"))
                .isEqualTo("msg \"\\\"\\u00e9\\n\\ud83d\\ude00\", msg text:41:" + Payload.sha("x".repeat(41))
                        + ", msg binary:0:e3b0c44298fc1c14");
    }

    @Test
    void only_the_construction_shows_what_was_thrown() {
        recording.threw("close", "SyntaxError");
        recording.threw("construct", "SyntaxError");

        assertThat(Compact.of(recording.events(), "threw")).isEqualTo("throw construct");
    }

    @Test
    void a_deadline_shows() {
        recording.opened("");

        assertThat(Compact.of(recording.events(), "deadline")).isEqualTo("open, end deadline");
    }

    @Test
    void the_words_of_the_traces_are_reduced_to_the_same() throws Exception {
        recording.opened("chat");
        recording.text("one, \"two\"");
        IntStream.range(0, 30).forEach(i -> recording.text("m" + i));
        recording.closed(4000, "bye");
        ArrayNode events = recording.events();
        String sha = events.get(1).path("sha").asText();

        JsonNode words = new ObjectMapper()
                .readTree("[\"open[chat]\", \"msg x31 one, \\\"two\\\"..m29:" + sha
                        + "\", \"throw send:InvalidStateError\", \"close 4000 clean \\\"bye\\\"\"]");

        assertThat(Compact.ofCompact(words)).isEqualTo(Compact.of(events, "closed"));
    }
}
