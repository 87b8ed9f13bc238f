// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeflateTermsTest {

    @ParameterizedTest
    @CsvSource({
        "permessage-deflate, false, false",
        "permessage-deflate; server_no_context_takeover, true, false",
        "permessage-deflate;client_no_context_takeover, false, true",
        "permessage-deflate ; client_no_context_takeover ; server_no_context_takeover, true, true",
        "permessage-deflate; server_max_window_bits=8, false, false",
        "permessage-deflate; server_max_window_bits = \"15\", false, false"
    })
    void what_a_server_may_answer(String value, boolean serverForgets, boolean clientForgets) {
        assertThat(DeflateTerms.in(List.of(value))).isEqualTo(new DeflateTerms(serverForgets, clientForgets));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x-unknown",
                "Permessage-Deflate",
                "permessage-deflate,",
                "permessage-deflate, x-unknown",
                "permessage-deflate; server_no_context_takeover, permessage-deflate",
                "permessage-deflate;",
                "permessage-deflate; x-unknown",
                "permessage-deflate; server_no_context_takeover=1",
                "permessage-deflate; server_no_context_takeover; server_no_context_takeover",
                "permessage-deflate; server_max_window_bits",
                "permessage-deflate; server_max_window_bits=7",
                "permessage-deflate; server_max_window_bits=16",
                "permessage-deflate; server_max_window_bits=08",
                "permessage-deflate; client_max_window_bits=15"
            })
    void what_it_must_not(String value) {
        assertThat(DeflateTerms.in(List.of(value))).isNull();
    }

    @Test
    void a_second_line_is_a_second_extension() {
        assertThat(DeflateTerms.in(List.of(Compression.NAME, "x-unknown"))).isNull();
    }

    private static InvalidAnswer answer(String extensions, boolean compression) {
        Map<String, List<String>> headers = Map.of(
                "Upgrade", List.of("websocket"),
                "connection", List.of("Upgrade"),
                "sec-websocket-extensions", List.of(extensions));
        return InvalidAnswer.in(headers, null, List.of(), compression);
    }

    @Test
    void e6_an_answer_is_compared_with_what_was_offered() {
        assertThat(answer(Compression.NAME, true)).isNull();
        assertThat(answer(Compression.NAME, false)).hasMessageContaining("was not offered");
        assertThat(answer("x-unknown", true)).hasMessageContaining("permessage-deflate without parameters");
    }
}
