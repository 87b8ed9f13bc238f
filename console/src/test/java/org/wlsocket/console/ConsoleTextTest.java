// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.CertificateException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.wlsocket.Delivery.Refusal;
import org.wlsocket.Destination;
import org.wlsocket.Failure;
import org.wlsocket.Failure.Phase;
import org.wlsocket.Failure.Reason;
import org.wlsocket.SocketOptions;

class ConsoleTextTest {

    private static final String OF_THE_LIBRARY = "raise Destination.withConnectLimit";
    private static final String PLAIN_HINT = "try ws:";

    private final ConsoleText text = new ConsoleText(
            Destination.of("wss://example.org:8443/chat").withConnectLimit(Duration.ofSeconds(5)),
            SocketOptions.defaults());

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "CONNECT | TIMED_OUT             | within 5s",
        "CONNECT | TIMED_OUT             | that speaks TLS",
        "CONNECT | TIMED_OUT             | --connect-timeout",
        "CONNECT | CERTIFICATE_UNTRUSTED | --cacert",
        "CONNECT | WRONG_HOST            | for example.org",
        "CONNECT | TLS                   | TLS with example.org:8443",
        "CONNECT | CLOSED_BY_APPLICATION | before there was a link",
        "WRITE   | TIMED_OUT             | within 10s",
        "DRAIN   | TIMED_OUT             | in time",
        "INBOUND | MESSAGE_TOO_LARGE     | --max-message",
        "OPEN    | PEER_SILENT           | --ping",
    })
    void failures_whose_remedy_is_a_call_name_an_option(Phase phase, Reason reason, String said) {
        assertThat(text.of(Failure.of(phase, reason, OF_THE_LIBRARY)))
                .contains(said)
                .doesNotContain("Destination.");
    }

    @Test
    void other_failures_are_told_as_they_are() {
        Failure status = Failure.of(Phase.CONNECT, Reason.HTTP_STATUS, "found 404");
        assertThat(text.of(status)).isEqualTo("found 404");
    }

    @Test
    void what_was_found_is_the_deepest_cause() {
        Throwable inner = new CertificateException("No name matching");
        Throwable outer = new SSLHandshakeException("outer").initCause(inner);
        Failure failure = Failure.of(Phase.CONNECT, Reason.WRONG_HOST, "").withException(outer);
        assertThat(text.of(failure)).contains("found: No name matching").doesNotContain("outer");
    }

    @Test
    void only_an_answer_that_is_no_tls_hints_at_a_plain_port() {
        assertThat(noTls(new SSLException("Unrecognized SSL message"))).contains(PLAIN_HINT);
        assertThat(noTls(new SSLHandshakeException("Received fatal alert"))).doesNotContain(PLAIN_HINT);
        Failure lost = Failure.of(Phase.CONNECT, Reason.CONNECTION_LOST, "lost");
        assertThat(text.of(lost)).contains(PLAIN_HINT);
        ConsoleText plain = new ConsoleText(Destination.of("ws://example.org/"), SocketOptions.defaults());
        assertThat(plain.of(lost)).isEqualTo("lost");
    }

    private String noTls(Exception thrown) {
        return text.of(Failure.of(Phase.CONNECT, Reason.TLS, "").withException(thrown));
    }

    @ParameterizedTest
    @EnumSource
    void refusals_are_sentences(Refusal refusal) {
        assertThat(ConsoleText.notSent(refusal)).contains(" ").doesNotContain(refusal.name());
    }
}
