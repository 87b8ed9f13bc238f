// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A difference must be listed, and what is listed as a rule must be there. */
class LimitsTest {

    private static final Waivable ANY = Waivable.E5_EMPTY_CLOSE;

    private final Limits limits = Limits.parse(List.of(
            "# a comment",
            "",
            "E5_EMPTY_CLOSE | always | Closed(1000) | the container hides it",
            "E5_RECEIVED_CODE(1012) | either | Closed(1002) | sometimes",
            "E5_RECEIVED_CODE(1012) | either | Closed(1006) | seldom"));

    @Test
    void what_the_contract_says_needs_no_line() {
        Limits.none().check(ANY, "Closed(1005)", "Closed(1005)");
    }

    @Test
    void an_unlisted_difference_fails() {
        assertThatThrownBy(() -> Limits.none().check(ANY, "Closed(1005)", "Closed(1000)"))
                .hasMessageContainingAll("E5_EMPTY_CLOSE", "expected Closed(1005)", "found Closed(1000)");
        assertThatThrownBy(() -> limits.check(ANY, "Closed(1005)", "Closed(1001)"))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(
                () -> limits.check(Waivable.E5_RECEIVED_CODE, 1013, "Closed(1013)", "Closed(1002)"))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void a_listed_difference_passes() {
        limits.check(ANY, "Closed(1005)", "Closed(1000)");
        limits.check(Waivable.E5_RECEIVED_CODE, 1012, "Closed(1012)", "Closed(1002)");
        limits.check(Waivable.E5_RECEIVED_CODE, 1012, "Closed(1012)", "Closed(1006)");
    }

    @Test
    void a_difference_that_is_listed_as_always_and_is_gone_fails() {
        assertThatThrownBy(() -> limits.check(ANY, "Closed(1005)", "Closed(1005)"))
                .hasMessageContaining("take the line out");
    }

    @Test
    void a_difference_that_is_listed_as_either_may_be_gone() {
        limits.check(Waivable.E5_RECEIVED_CODE, 1012, "Closed(1012)", "Closed(1012)");
    }

    @Test
    void a_name_that_is_not_known_is_answered_with_those_that_are() {
        assertThatThrownBy(() -> Limits.parse(List.of("E99 | always | x | y")))
                .hasMessageContainingAll("expected one of", "E7_RACING_FIN", "found \"E99\"");
    }

    @Test
    void a_case_that_no_test_checks_is_answered_with_those_that_are() {
        String line = "E5_RECEIVED_CODE(1021) | always | Closed(1) | reason";
        assertThatThrownBy(() -> Limits.parse(List.of(line)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("expected one of", "E5_RECEIVED_CODE(1012)", "found", line);
    }

    @Test
    void a_test_checks_only_what_can_be_listed() {
        assertThatThrownBy(() -> limits.check(Waivable.E6_PROXY, "elsewhere", "same", "same"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("E6_PROXY(elsewhere)");
    }

    @Test
    void the_page_explains_each_name() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "testing.md"));
        assertThat(Waivable.values()).allSatisfy(what -> assertThat(page).contains("`" + what + "`"));
    }

    @Test
    void what_is_listed_is_known_whatever_its_case() {
        assertThat(limits.lists(Waivable.E5_RECEIVED_CODE)).isTrue();
        assertThat(limits.lists(Waivable.E7_FIN)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "E5_EMPTY_CLOSE | always | Closed(1000)",
                "E5_EMPTY_CLOSE | always | Closed(1000) | ",
                "E5_EMPTY_CLOSE | often | Closed(1000) | reason",
                "E99 | always | Closed(1000) | reason",
                "E5_RECEIVED_CODE | always | Closed(1000) | reason",
                "E5_EMPTY_CLOSE(1000) | always | Closed(1000) | reason"
            })
    void a_line_that_cannot_be_meant_is_refused(String line) {
        assertThatThrownBy(() -> Limits.parse(List.of(line))).isInstanceOf(IllegalArgumentException.class);
    }
}
