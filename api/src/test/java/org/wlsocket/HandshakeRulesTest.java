// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wlsocket.spi.Opening;

/** C2, E6: what may stand in an upgrade request, and what an answer must keep. */
class HandshakeRulesTest {

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a:b", "é", "a\r\nb", "x\u0000", "(a)", "a,b"})
    void c2_a_header_name_must_be_a_token(String name) {
        assertThatThrownBy(() -> HandshakeRules.checkHeader(name, "value"))
                .isInstanceOf(NamedSocketException.BadArgument.class)
                .hasMessageContainingAll("expected a header name", "found", "; write it as in");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host", "CONNECTION", "upgrade", "Sec-WebSocket-Key", "sec-websocket-protocol"})
    void c2_a_header_of_the_handshake_itself_is_refused(String name) {
        assertThatThrownBy(() -> HandshakeRules.checkHeader(name, "value"))
                .isInstanceOf(NamedSocketException.BadArgument.class)
                .hasMessageContainingAll(
                        "expected a header of the application", "found " + name, "; remove it");
    }

    @ParameterizedTest
    @CsvSource({
        "'日', U+65E5, position 0",
        "'aé', U+00E9, position 1",
        "'a\r\nX: y', U+000D, position 1",
        "'ab\n', U+000A, position 2",
        "'\u0000', U+0000, position 0"
    })
    void c2_a_header_value_that_would_not_go_out_as_it_is_is_refused(
            String value, String found, String where) {
        assertThatThrownBy(() -> HandshakeRules.checkHeader("X-Name", value))
                .isInstanceOf(NamedSocketException.BadArgument.class)
                .hasMessageContainingAll(
                        "expected a value of the header X-Name", found, where, "; remove it or encode");
    }

    @Test
    void c2_a_header_value_is_not_shown_because_it_may_be_a_secret() {
        assertThatThrownBy(() -> HandshakeRules.checkHeader("Authorization", "Bearer secret\n"))
                .hasMessageNotContaining("secret");
    }

    @Test
    void c2_tabs_spaces_and_an_empty_value_are_allowed() {
        HandshakeRules.checkHeader("X-Name", "a \t b");
        HandshakeRules.checkHeader("X-Name", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a,b", "é", "a/b"})
    void c2_a_subprotocol_must_be_a_token(String name) {
        assertThatThrownBy(() -> HandshakeRules.checkedSubprotocols(name))
                .isInstanceOf(NamedSocketException.BadArgument.class)
                .hasMessageContainingAll("expected a sub-protocol", "found", "; write several names");
    }

    @Test
    void c2_a_subprotocol_twice_is_refused() {
        assertThatThrownBy(() -> HandshakeRules.checkedSubprotocols("a", "b", "a"))
                .isInstanceOf(NamedSocketException.BadArgument.class)
                .hasMessageContainingAll(
                        "expected each sub-protocol once", "found \"a\" twice", "; remove one");
    }

    @Test
    void c2_subprotocols_keep_their_order_and_differ_in_case() {
        assertThat(HandshakeRules.checkedSubprotocols("b", "a", "B")).containsExactly("b", "a", "B");
    }

    @Test
    void e6_an_answer_may_choose_one_of_the_offered_or_none() {
        assertThat(answer(List.of("a", "b"), "b", Map.of())).isNull();
        assertThat(answer(List.of("a", "b"), "", Map.of())).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"c", "A", "a, b"})
    void e6_an_answer_that_chooses_another_subprotocol_is_invalid(String chosen) {
        Failure failure = answer(List.of("a", "b"), chosen, Map.of());
        assertThat(failure.phase()).isEqualTo(Failure.Phase.CONNECT);
        assertThat(failure.reason()).isEqualTo(Failure.Reason.INVALID_HANDSHAKE);
        assertThat(failure.message()).contains("[a, b]", chosen);
    }

    @Test
    void e6_an_answer_with_an_extension_is_invalid_because_none_is_offered() {
        Failure failure =
                answer(List.of(), "", Map.of("sec-websocket-extensions", List.of("permessage-deflate")));
        assertThat(failure.reason()).isEqualTo(Failure.Reason.INVALID_HANDSHAKE);
        assertThat(answer(List.of(), "", Map.of("Sec-WebSocket-Extensions", List.of("")))).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "permessage-deflate", " permessage-deflate ; server_no_context_takeover"})
    void e6_an_answer_may_take_the_compression_that_was_asked_for_or_not(String extensions) {
        assertThat(compressed(extensions)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x-unknown",
                "permessage-deflate, x-unknown",
                "permessage-deflate, permessage-deflate"
            })
    void e6_an_answer_with_another_extension_or_a_second_one_is_invalid(String extensions) {
        Failure failure = compressed(extensions);
        assertThat(failure.reason()).isEqualTo(Failure.Reason.INVALID_HANDSHAKE);
        assertThat(failure.message()).contains("expected permessage-deflate or no extension", extensions);
    }

    private static Failure compressed(String extensions) {
        Opening opening = new Opening("", Map.of("Sec-WebSocket-Extensions", List.of(extensions)));
        return HandshakeRules.checkAnswer(List.of(), true, opening);
    }

    private static Failure answer(List<String> offered, String chosen, Map<String, List<String>> headers) {
        return HandshakeRules.checkAnswer(offered, false, new Opening(chosen, headers));
    }
}
