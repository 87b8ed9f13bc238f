// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wlsocket.Failure.Phase;
import org.wlsocket.Failure.Reason;
import org.wlsocket.RetryPlan.History;
import org.wlsocket.RetryPlan.Next;
import org.wlsocket.RetryRule.Verdict;

/** R3–R6: whether and when another attempt follows, in one place. */
class RetryPlanTest {

    private static final Instant NOW = Instant.parse("2025-01-01T00:00:00Z");
    private static final LinkEnd PASSING = Ends.closed(1001);
    private static final LinkEnd FATAL = Ends.closed(1008);
    private static final LinkEnd UNAUTHORIZED = Ends.answered(401);

    private static Next next(History before, LinkEnd end, Verdict verdict, boolean hasProvider) {
        RetryPlan.Facts facts = new RetryPlan.Facts(NOW, hasProvider, new Random(1));
        return RetryPlan.next(Reconnect.on(), before, end, verdict, facts);
    }

    private static Next next(History before, LinkEnd end) {
        return next(before, end, Verdict.BY_TABLE, true);
    }

    @ParameterizedTest
    @CsvSource({
        "1001, BY_TABLE, true",
        "1001, RETRY, true",
        "1001, STOP, false",
        "1008, BY_TABLE, false",
        "1008, RETRY, true",
        "1008, STOP, false"
    })
    void r4_a_rule_overrules_the_table_either_way(int code, Verdict verdict, boolean retried) {
        assertThat(next(History.NEW, Ends.closed(code), verdict, false).delay() != null).isEqualTo(retried);
    }

    @Test
    void r4_a_rule_that_gives_null_or_throws_leaves_it_to_the_table() {
        assertThat(RetryPlan.verdictOf(end -> null, PASSING, "client")).isEqualTo(Verdict.BY_TABLE);
        RetryRule throwing = end -> {
            throw new IllegalStateException("a rule with a fault");
        };
        assertThat(RetryPlan.verdictOf(throwing, PASSING, "client")).isEqualTo(Verdict.BY_TABLE);
        RetryRule failing = end -> {
            throw new AssertionError("not even an exception");
        };
        assertThat(RetryPlan.verdictOf(failing, FATAL, "client")).isEqualTo(Verdict.BY_TABLE);
    }

    @Test
    void r4_a_rule_is_given_phase_status_headers_code_and_who_closed() {
        LinkEnd busy = Ends.answered(503, "7");
        Verdict verdict = RetryPlan.verdictOf(
                end -> end.phase().orElseThrow() == Phase.CONNECT
                                && end.httpStatus().orElseThrow() == 503
                                && end.httpHeaders().get("retry-after").contains("7")
                                && end.closedBy() == LinkEnd.ClosedBy.THIS_SIDE
                                && end.status().code() == 1006
                        ? Verdict.STOP
                        : Verdict.BY_TABLE,
                busy,
                "client");
        assertThat(verdict).isEqualTo(Verdict.STOP);
        assertThat(PASSING.closedBy()).isEqualTo(LinkEnd.ClosedBy.PEER);
        assertThat(Ends.closed(1006).closedBy()).isEqualTo(LinkEnd.ClosedBy.NOBODY);
    }

    @Test
    void r3_each_retry_is_counted_until_a_link_was_stable() {
        History history = History.NEW;
        for (int i = 1; i <= 10; i++) {
            history = next(history, PASSING).history();
            assertThat(history.retries()).isEqualTo(i);
        }
        assertThat(history.afterReady(false).retries()).isEqualTo(10);
        assertThat(history.afterReady(true).retries()).isZero();
        assertThat(next(history.afterReady(true), PASSING).delay())
                .isBetween(Duration.ZERO, Duration.ofSeconds(2));
        assertThat(next(history.afterReady(false), PASSING).delay())
                .isGreaterThanOrEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void r5_after_401_with_a_provider_there_is_one_immediate_attempt_and_then_none() {
        Next first = next(History.NEW, UNAUTHORIZED);
        assertThat(first.delay()).isZero();
        assertThat(first.history().isChallenged()).isTrue();
        assertThat(next(first.history(), UNAUTHORIZED).delay()).isNull();
    }

    @Test
    void r5_a_link_that_was_ready_earns_another_immediate_attempt() {
        History ready = next(History.NEW, UNAUTHORIZED).history().afterReady(false);
        assertThat(next(ready, UNAUTHORIZED).delay()).isZero();
    }

    @Test
    void r5_another_failure_between_two_401_earns_another_immediate_attempt() {
        History refused = next(History.NEW, UNAUTHORIZED).history();
        Next lost = next(refused, Ends.failed(Phase.CONNECT, Reason.CONNECTION_LOST));
        assertThat(lost.delay()).isNotNull();
        assertThat(next(lost.history(), UNAUTHORIZED).delay()).isZero();
    }

    @Test
    void r5_without_a_provider_401_is_fatal_at_once() {
        assertThat(next(History.NEW, UNAUTHORIZED, Verdict.BY_TABLE, false).delay()).isNull();
    }

    @Test
    void r5_a_rule_may_stop_the_immediate_attempt_or_go_on_after_it() {
        assertThat(next(History.NEW, UNAUTHORIZED, Verdict.STOP, true).delay()).isNull();
        History refused = next(History.NEW, UNAUTHORIZED, Verdict.RETRY, true).history();
        Next again = next(refused, UNAUTHORIZED, Verdict.RETRY, true);
        assertThat(again.delay()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    @Test
    void r5_403_is_no_question_of_fresh_credentials() {
        assertThat(next(History.NEW, Ends.answered(403)).delay()).isNull();
    }

    @Test
    void r6_what_the_server_asks_for_takes_the_place_of_the_usual_delay() {
        assertThat(next(History.NEW, Ends.answered(503, "7")).delay()).isEqualTo(Duration.ofSeconds(7));
        assertThat(next(History.NEW, Ends.answered(429, "86400")).delay()).isEqualTo(Duration.ofMinutes(5));
        assertThat(next(History.NEW, Ends.answered(503, "soon")).delay())
                .isBetween(Duration.ZERO, Duration.ofSeconds(2));
    }

    @Test
    void r6_a_rule_that_stops_is_not_overruled_by_the_server() {
        assertThat(next(History.NEW, Ends.answered(503, "7"), Verdict.STOP, false).delay()).isNull();
    }
}
