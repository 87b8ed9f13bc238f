// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** R6: what a server asks for, as containers show it. */
class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-11-25T16:00:00Z");

    private static Duration asked(String... values) {
        Failure failure = Failure.of(Failure.Phase.CONNECT, Failure.Reason.HTTP_STATUS, "busy")
                .withHttpAnswer(503, Map.of("retry-after", List.of(values)));
        return RetryAfter.of(LinkEnd.of(CloseStatus.LOST, failure, 0), NOW);
    }

    @Test
    void r6_a_date_is_read_whole_and_as_a_container_that_splits_at_commas_shows_it() {
        assertThat(asked("Wed, 25 Nov 2026 16:00:07 GMT")).isEqualTo(Duration.ofSeconds(7));
        assertThat(asked("Wed", "25 Nov 2026 16:00:07 GMT")).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void r6_of_several_values_the_first_counts_and_what_is_no_time_is_ignored() {
        assertThat(asked("5", "9")).isEqualTo(Duration.ofSeconds(5));
        assertThat(asked("Wed")).isNull();
        assertThat(asked("Wed", "soon")).isNull();
        assertThat(asked()).isNull();
    }
}
