// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** C6: what an application may close with. */
class CloseStatusTest {

    @ParameterizedTest
    @ValueSource(ints = {1000, 3000, 3999, 4000, 4999})
    void c6_these_codes_may_be_sent(int code) {
        CloseStatus status = CloseStatus.of(code);
        assertThat(status.checkedForSending()).isSameAs(status);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {Integer.MIN_VALUE, -1, 0, 999, 1001, 1005, 1006, 1015, 2999, 5000, Integer.MAX_VALUE})
    void c6_other_codes_are_refused_with_the_next_step(int code) {
        assertThatThrownBy(() -> CloseStatus.of(code).checkedForSending())
                .isInstanceOf(NamedSocketException.BadArgument.class)
                .hasMessageContainingAll(
                        "expected the close code 1000 or one from 3000 to 4999", "found " + code, "4000");
    }

    @Test
    void c6_a_reason_is_counted_in_bytes_of_utf8() {
        CloseStatus.of(1000, "é".repeat(61) + "x").checkedForSending();
        assertThatThrownBy(() -> CloseStatus.of(1000, "é".repeat(62)).checkedForSending())
                .isInstanceOf(NamedSocketException.BadArgument.class)
                .hasMessageContainingAll(
                        "expected a close reason of at most 123 bytes", "found 124", "shorten it");
    }

    @Test
    void e5_a_received_status_may_carry_any_code() {
        assertThat(CloseStatus.of(CloseStatus.NO_STATUS)).hasToString("1005");
        assertThat(CloseStatus.of(999, "odd")).hasToString("999 \"odd\"");
    }

    @Test
    void c6_a_reason_that_is_null_is_refused_and_a_lone_surrogate_counts_as_it_is_sent() {
        assertThatThrownBy(() -> CloseStatus.of(4000, null))
                .isInstanceOf(NamedSocketException.BadArgument.class)
                .hasMessageContainingAll("expected", "found null", ";");
        String reason = "x".repeat(121) + "\uD800";
        assertThatThrownBy(() -> CloseStatus.of(4000, reason).checkedForSending())
                .isInstanceOf(NamedSocketException.BadArgument.class)
                .hasMessageContaining("124");
    }
}
