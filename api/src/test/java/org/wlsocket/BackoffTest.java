// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R3: the delays between attempts. */
class BackoffTest {

    private static final Reconnect DEFAULTS = Reconnect.on();

    private static Duration delay(int retry, RandomGenerator random) {
        return Backoff.delay(DEFAULTS, retry, random);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0, 2000",
        "2, 1000, 2000",
        "3, 2000, 4000",
        "4, 4000, 8000",
        "5, 8000, 16000",
        "6, 15000, 30000",
        "7, 15000, 30000",
        "1000, 15000, 30000",
        "2147483647, 15000, 30000"
    })
    void r3_the_first_is_wholly_random_the_rest_double_and_are_half_random(int retry, long least, long most) {
        Random random = new Random(retry);
        long[] delays = IntStream.range(0, 1000)
                .mapToLong(i -> delay(retry, random).toMillis())
                .sorted()
                .toArray();
        assertThat(delays[0]).isGreaterThanOrEqualTo(least);
        assertThat(delays[999]).isLessThanOrEqualTo(most);
        assertThat(delays[0]).isLessThan(least + (most - least) / 20);
        assertThat(delays[999]).isGreaterThan(most - (most - least) / 20);
    }

    @Test
    void r3_a_server_that_accepts_and_closes_at_once_sees_at_most_nine_attempts_in_the_first_minute() {
        for (int seed = 0; seed < 1000; seed++) {
            assertThat(attemptsInAMinute(new Random(seed))).isBetween(5, 9);
        }
        assertThat(attemptsInAMinute(() -> 0)).isLessThanOrEqualTo(9);
    }

    private static int attemptsInAMinute(RandomGenerator random) {
        RetryPlan.History history = RetryPlan.History.NEW;
        Duration time = Duration.ZERO;
        int attempts = 0;
        while (time.compareTo(Duration.ofMinutes(1)) < 0) {
            attempts++;
            RetryPlan.Facts facts = new RetryPlan.Facts(java.time.Instant.EPOCH, false, random);
            RetryPlan.Next next = RetryPlan.next(
                    DEFAULTS,
                    history.afterReady(false),
                    Ends.closed(1000),
                    RetryRule.Verdict.BY_TABLE,
                    facts);
            history = next.history();
            time = time.plus(next.delay());
        }
        return attempts;
    }

    @Test
    void r3_of_a_thousand_sockets_that_are_cut_together_at_most_a_tenth_come_back_in_one_100_ms_slot() {
        for (int seed = 0; seed < 1000; seed++) {
            Random random = new Random(seed);
            int[] slots = new int[21];
            for (int socket = 0; socket < 1000; socket++) {
                slots[(int) (delay(1, random).toMillis() / 100)]++;
            }
            assertThat(IntStream.of(slots).max().orElseThrow()).isLessThanOrEqualTo(100);
        }
    }

    @Test
    void r3_the_settings_are_kept_to() {
        Reconnect settings = Reconnect.on()
                .withFirstDelay(Duration.ZERO)
                .withDelays(Duration.ofMillis(10), Duration.ofMillis(15));
        Random random = new Random(1);
        assertThat(Backoff.delay(settings, 1, random)).isZero();
        assertThat(Backoff.delay(settings, 2, random)).isBetween(Duration.ofMillis(5), Duration.ofMillis(10));
        assertThat(Backoff.delay(settings, 3, random))
                .isBetween(Duration.ofMillis(7), Duration.ofMillis(15));
    }

    @Test
    void r3_delays_of_centuries_do_not_overflow() {
        Duration century = Duration.ofDays(36_500);
        Reconnect settings = Reconnect.on()
                .withFirstDelay(Duration.ofSeconds(Long.MAX_VALUE))
                .withDelays(Duration.ofDays(30_000), Duration.ofSeconds(Long.MAX_VALUE));
        for (int retry = 1; retry < 100; retry++) {
            assertThat(Backoff.delay(settings, retry, new Random(retry))).isBetween(Duration.ZERO, century);
        }
    }
}
