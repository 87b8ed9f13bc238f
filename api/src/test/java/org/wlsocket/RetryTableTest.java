// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wlsocket.Failure.Phase;
import org.wlsocket.Failure.Reason;

/** R4: what is retried when no rule says otherwise; each row is met at least once here. */
class RetryTableTest {

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 1005, 1006, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999})
    void r4_closes_that_may_pass_are_retried(int code) {
        assertThat(Ends.closed(code).isRetriedByTable()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1002, 1003, 1007, 1008, 1009, 1010})
    void r4_closes_for_what_this_side_sent_are_final(int code) {
        assertThat(RetryTable.rowOf(Ends.closed(code))).isEqualTo(RetryTable.CLOSED_FOR_GOOD);
        assertThat(Ends.closed(code).isRetriedByTable()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1004, 1015, 1016, 1999, 2000, 2999})
    void r4_close_codes_without_a_meaning_are_final(int code) {
        assertThat(RetryTable.rowOf(Ends.closed(code))).isEqualTo(RetryTable.CLOSED_OTHERWISE);
        assertThat(Ends.closed(code).isRetriedByTable()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "0, HTTP_HIDDEN, true",
        "200, HTTP_OTHER, false",
        "204, HTTP_OTHER, false",
        "301, HTTP_REDIRECT, false",
        "307, HTTP_REDIRECT, false",
        "399, HTTP_REDIRECT, false",
        "400, HTTP_REFUSAL, false",
        "401, HTTP_REFUSAL, false",
        "403, HTTP_REFUSAL, false",
        "404, HTTP_REFUSAL, false",
        "407, HTTP_REFUSAL, false",
        "408, HTTP_PASSING, true",
        "409, HTTP_REFUSAL, false",
        "424, HTTP_REFUSAL, false",
        "425, HTTP_PASSING, true",
        "426, HTTP_REFUSAL, false",
        "428, HTTP_REFUSAL, false",
        "429, HTTP_PASSING, true",
        "499, HTTP_REFUSAL, false",
        "500, HTTP_PASSING, true",
        "502, HTTP_PASSING, true",
        "503, HTTP_PASSING, true",
        "504, HTTP_PASSING, true",
        "599, HTTP_PASSING, true",
        "600, HTTP_OTHER, false",
        "999, HTTP_OTHER, false"
    })
    void r4_http_answers_are_told_apart_by_their_status(int status, RetryTable row, boolean retried) {
        assertThat(RetryTable.rowOf(Ends.answered(status))).isEqualTo(row);
        assertThat(Ends.answered(status).isRetriedByTable()).isEqualTo(retried);
    }

    @ParameterizedTest
    @CsvSource({
        "CONNECT, UNKNOWN_HOST, UNKNOWN_HOST, true",
        "CONNECT, REFUSED, REFUSED, true",
        "CONNECT, TIMED_OUT, TIME_OUT, true",
        "CREDENTIALS, TIMED_OUT, TIME_OUT, true",
        "PREPARE, TIMED_OUT, TIME_OUT, true",
        "WRITE, TIMED_OUT, TIME_OUT, true",
        "CONNECT, CONNECTION_LOST, CONNECTION_LOST, true",
        "CONNECT, TLS, TLS, true",
        "CONNECT, CERTIFICATE_EXPIRED, CERTIFICATE, false",
        "CONNECT, CERTIFICATE_UNTRUSTED, CERTIFICATE, false",
        "CONNECT, WRONG_HOST, CERTIFICATE, false",
        "CONNECT, PIN_MISMATCH, CERTIFICATE, false",
        "CONNECT, INVALID_HANDSHAKE, INVALID_HANDSHAKE, false",
        "CREDENTIALS, CREDENTIALS, CREDENTIALS, true",
        "PREPARE, NOT_READY, NOT_READY, true",
        "OPEN, PEER_SILENT, PEER_SILENT, true",
        "OPEN, PROTOCOL_VIOLATION, VIOLATION, false",
        "INBOUND, MESSAGE_TOO_LARGE, TOO_LARGE, false",
        "INBOUND, OVERLOADED, OVERLOADED, true",
        "CONNECT, CLOSED_BY_APPLICATION, ASKED, false",
        "WRITE, OTHER, OTHER, true"
    })
    void r4_failures_are_told_apart_by_their_reason(
            Phase phase, Reason reason, RetryTable row, boolean retried) {
        assertThat(RetryTable.rowOf(Ends.failed(phase, reason))).isEqualTo(row);
        assertThat(Ends.failed(phase, reason).isRetriedByTable()).isEqualTo(retried);
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void r4_every_reason_has_a_row(Reason reason) {
        assertThat(RetryTable.rowOf(Ends.failed(Phase.OPEN, reason))).isNotNull();
    }

    /** 401 with a provider is a row for readers: the plan decides it, and the table refuses what is left. */
    @Test
    void r4_every_row_but_that_of_fresh_credentials_is_reached_by_some_end() {
        Set<RetryTable> met = EnumSet.noneOf(RetryTable.class);
        List<LinkEnd> ends = new ArrayList<>();
        for (Reason reason : Reason.values()) {
            ends.add(Ends.failed(Phase.OPEN, reason));
        }
        for (int status : new int[] {0, 200, 302, 404, 503}) {
            ends.add(Ends.answered(status));
        }
        Failure proxys = Failure.of(Phase.CONNECT, Reason.PROXY, "a test").withHttpAnswer(407, Map.of());
        ends.add(LinkEnd.of(CloseStatus.LOST, proxys, 0));
        for (int code : new int[] {1001, 1006, 1008, 2000}) {
            ends.add(Ends.closed(code));
        }
        ends.forEach(end -> met.add(RetryTable.rowOf(end)));
        assertThat(met).isEqualTo(EnumSet.complementOf(EnumSet.of(RetryTable.HTTP_UNAUTHORIZED)));
    }

    @Test
    void r4_every_row_says_what_and_why() {
        for (RetryTable row : RetryTable.values()) {
            assertThat(row.end()).isNotBlank();
            assertThat(row.why()).isNotBlank();
        }
    }
}
