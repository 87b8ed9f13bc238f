// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({"0s, PT0S", "500ms, PT0.5S", "10s, PT10S", "5m, PT5M", "1h, PT1H", "PT1M30S, PT1M30S"})
    void both_forms_are_read(String text, Duration duration) {
        assertThat(new Durations().convert(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @CsvSource({"PT0.5S, 500ms", "PT10S, 10s", "PT1M30S, 90s"})
    void a_duration_is_shown_as_it_can_be_typed(Duration duration, String shown) {
        assertThat(Durations.shown(duration)).isEqualTo(shown);
    }

    @Test
    void forever_is_long() {
        assertThat(new Durations().convert("forever")).isGreaterThan(Duration.ofDays(30_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "-1s", "1.5s", "10 s", "PT-1S"})
    void anything_else_is_explained(String text) {
        assertThatThrownBy(() -> new Durations().convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("500ms");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "876001h", "9999999999s", "999999999999999h", "9999999999999999999999ms",
        "P99999999D", "PT9999999999999999999999H"
    })
    void what_is_too_large_is_told_with_the_most_that_it_may_be(String text) {
        assertThatThrownBy(() -> new Durations().convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessage("expected a duration of at most 876000h, found " + text
                        + ", which is too large; forever is as much as that");
        assertThat(new Durations().convert("876000h")).isEqualTo(Durations.FOREVER);
    }
}
