// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** R6: what a server asks for is obeyed where it makes sense, and capped. */
class RetryAfterTest {

    /** A Sunday, one minute before the date that the forms of RFC 9110 section 5.6.7 are shown with. */
    private static final Instant NOW = Instant.parse("1994-11-06T08:48:37Z");

    private static Duration asked(int status, String value) {
        return RetryAfter.of(Ends.answered(status, value), NOW);
    }

    @ParameterizedTest
    @CsvSource({"1, PT1S", "7, PT7S", " 120 , PT2M", "007, PT7S", "299, PT4M59S", "300, PT5M"})
    void r6_seconds_are_obeyed(String value, Duration expected) {
        assertThat(asked(503, value)).isEqualTo(expected);
        assertThat(asked(429, value)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sun, 06 Nov 1994 08:49:37 GMT",
                "Sunday, 06-Nov-94 08:49:37 GMT",
                "Sun Nov  6 08:49:37 1994"
            })
    void r6_all_three_forms_of_a_date_are_obeyed(String value) {
        assertThat(asked(503, value)).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void r6_a_date_is_read_the_same_in_every_country() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.FRANCE);
        try {
            r6_all_three_forms_of_a_date_are_obeyed("Sunday, 06-Nov-94 08:49:37 GMT");
            r6_all_three_forms_of_a_date_are_obeyed("Sun Nov  6 08:49:37 1994");
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "301",
                "86400",
                "31536000",
                "999999999",
                "1000000000",
                "99999999999999999999999",
                "Sun, 06 Nov 1994 08:53:38 GMT",
                "Tue, 06 Nov 2001 08:49:37 GMT",
                "Thu, 31 Dec 9998 23:59:59 GMT"
            })
    void r6_what_is_longer_than_five_minutes_is_capped(String value) {
        assertThat(asked(503, value)).isEqualTo(Duration.ofMinutes(5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "0",
                "000",
                "-1",
                "-99999999999999999999",
                "+5",
                "1.5",
                "1e3",
                "0x10",
                "soon",
                "5 s",
                "5, 6",
                "\u0665",
                "Sun, 06 Nov 1994 08:48:37 GMT",
                "Sun, 06 Nov 1994 08:00:00 GMT",
                "Mon, 06 Nov 1994 08:49:37 GMT",
                "Sun, 31 Feb 1994 08:49:37 GMT",
                "Sunday, 06-Nov-94 08:00:00 GMT",
                "Sun Nov  6 08:00:00 1994",
                "1994-11-06T08:49:37Z"
            })
    void r6_what_asks_for_nothing_that_can_be_read_leaves_the_usual_delay(String value) {
        assertThat(asked(503, value)).isNull();
    }

    /** In 1994 the year 95 is the next one, and 45, 51 years ahead, is 1945. */
    @Test
    void r6_a_year_of_two_digits_is_at_most_fifty_years_ahead() {
        assertThat(asked(503, "Monday, 06-Nov-95 08:49:37 GMT")).isEqualTo(Duration.ofMinutes(5));
        assertThat(asked(503, "Tuesday, 06-Nov-45 08:49:37 GMT")).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 301, 401, 403, 408, 425, 500, 502, 504})
    void r6_only_429_and_503_are_listened_to(int status) {
        assertThat(asked(status, "7")).isNull();
    }

    @Test
    void r6_the_first_of_several_counts_and_the_name_is_of_any_case() {
        LinkEnd end = Ends.answered(503, Map.of("rEtRy-AfTeR", List.of("7", "9")));
        assertThat(RetryAfter.of(end, NOW)).isEqualTo(Duration.ofSeconds(7));
        assertThat(RetryAfter.of(Ends.answered(503, Map.of("Retry-After", List.of())), NOW)).isNull();
        assertThat(RetryAfter.of(Ends.answered(503), NOW)).isNull();
        assertThat(RetryAfter.of(Ends.closed(1013), NOW)).isNull();
    }

    private static Duration askedInPieces(String... values) {
        Failure failure = Failure.of(Failure.Phase.CONNECT, Failure.Reason.HTTP_STATUS, "busy")
                .withHttpAnswer(503, Map.of("retry-after", List.of(values)));
        Instant now = Instant.parse("2026-11-25T16:00:00Z");
        return RetryAfter.of(LinkEnd.of(CloseStatus.LOST, failure, 0), now);
    }

    @Test
    void r6_a_date_is_read_as_a_container_that_splits_at_commas_shows_it() {
        assertThat(askedInPieces("Wed, 25 Nov 2026 16:00:07 GMT")).isEqualTo(Duration.ofSeconds(7));
        assertThat(askedInPieces("Wed", "25 Nov 2026 16:00:07 GMT")).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void r6_of_several_values_the_first_counts_and_what_is_no_time_is_ignored() {
        assertThat(askedInPieces("5", "9")).isEqualTo(Duration.ofSeconds(5));
        assertThat(askedInPieces("Wed")).isNull();
        assertThat(askedInPieces("Wed", "soon")).isNull();
        assertThat(askedInPieces()).isNull();
    }

    @Test
    void r6_a_date_counts_from_the_server_s_own_time() {
        LinkEnd end = Ends.answered(503, Map.of(
                "date", List.of("Sun, 06 Nov 1994 08:49:17 GMT"),
                "Retry-After", List.of("Sun, 06 Nov 1994 08:49:37 GMT")));
        assertThat(RetryAfter.of(end, NOW.minusSeconds(3600))).isEqualTo(Duration.ofSeconds(20));
        assertThat(RetryAfter.of(end, NOW.plusSeconds(3600))).isEqualTo(Duration.ofSeconds(20));
    }
}
