// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import java.util.Arrays;
import java.util.List;

/**
 * What a container may hide or do in its own way, if its limits file says so, with all cases that tests have;
 * see {@link Limits}.
 */
enum Waivable {
    /** The code that Closed carries, by the code of the peer's close frame. */
    E5_RECEIVED_CODE(
            1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999),
    /** Closed after a close frame without code. */
    E5_EMPTY_CLOSE,
    /** The code that Closed carries when the peer answers our close with another one. */
    E5_ANSWER_TO_OUR_CLOSE,
    /** The reason of Failed, by what went wrong before the link was open. */
    E6_CONNECT_REASON(
            "refused", "unknown host", "no answer", "subprotocol", "silence", "status 200", "status 302",
            "status 400", "status 401", "status 403", "status 404", "status 429", "status 500", "status 503"),
    /** The HTTP status of Failed, by the status that the server answered. */
    E6_HTTP_STATUS(200, 302, 400, 401, 403, 404, 429, 500, 503),
    /** The headers of a refusal. */
    E6_HTTP_HEADERS(200, 302, 400, 401, 403, 404, 429, 500, 503),
    /** The first event after an answer that is no proper 101, by what is wrong with it. */
    E6_INVALID_ANSWER((Object[]) ProtocolContract.Answer.values()),
    /** The first event over TLS, by what the server's certificate is. */
    E6_TLS(
            "trusted", "untrusted", "expired", "other host", "other host, no check", "untrusted, no check",
            "client certificate", "default of the JVM"),
    /** Whether a container goes through a proxy: {@code taken} or {@code refused}. */
    E6_PROXY_TAKEN,
    /** Whether the JVM's proxy is used although none was asked for: {@code not used} or {@code used}. */
    E6_PROXY_OF_THE_SYSTEM,
    /** The events when a proxy does not connect, by what the proxy or the server behind it does. */
    E6_PROXY("other host", "none", "wrong", "digest", "502", "403", "nobody"),
    /** The events after something that RFC 6455 forbids, by what the peer does. */
    E6_VIOLATION((Object[]) ProtocolContract.Violation.values()),
    /** The same after our own close frame, while the peer's is awaited. */
    E6_VIOLATION_AFTER_CLOSE,
    /** The events after a FIN without a close frame. */
    E7_FIN,
    /** The events after a reset. */
    E7_RESET,
    /** What follows a FIN that comes while both sides send. */
    E7_RACING_FIN,
    /** How many messages are delivered when a FIN follows them at once: "all", or "all but" how many. */
    E8_BEFORE_FIN,
    /** Whether a ping that lies behind the bound of undelivered messages is {@code answered} already. */
    E10_PING_BEHIND_THE_BOUND,
    /** The request target, by the target that was asked for. */
    C2_TARGET(
            "/", "/a/b", "/a%20b", "/a%2Fb", "/%0D%0AX-Injected:%20yes", "/?q=1&r=%26",
            "/?q=%20%2F%0D%0AX-Injected:%20yes", "/a;b=c", "/a//b/../c", "/%C3%A9?%e9=%25", "not ASCII"),
    /** Whether a request target of 5,000 characters is {@code taken} or {@code refused}. */
    C2_LONG_TARGET,
    /** A header that the application adds. */
    C2_HEADER,
    /**
     * Whether permessage-deflate is offered to the server when it is asked for: {@code offered} or {@code not
     * offered}.
     */
    C2_COMPRESSION,
    /** The events after a close that the peer does not answer. */
    C6_UNANSWERED,
    /** The events after the close of the registry that the peer does not answer. */
    C9_UNANSWERED,
    /** The code that the peer sees when the registry is closed. */
    C9_CODE,
    /** The code that the peer sees when its message was too large. */
    C11_CODE,
    /** Whether an end is retried, by what the end is. */
    R4_RETRIED(
            "refused", "unknown host", "connect time-out", "HTTP 408", "HTTP 425", "HTTP 429", "HTTP 500",
            "HTTP 502", "HTTP 503", "HTTP 504", "HTTP 200", "HTTP 302", "HTTP 400", "HTTP 401", "HTTP 403",
            "HTTP 404", "invalid accept", "FIN before the answer", "reset before the answer", "credentials",
            "untrusted certificate", "expired certificate", "certificate of another host", "close 1000",
            "close 1001", "close 1011", "close 1012", "close 1013", "close 1014", "close 3000", "close 4999",
            "close 1002", "close 1003", "close 1007", "close 1008", "close 1009", "close 1010", "empty close",
            "FIN", "reset", "violation", "message too large", "prepare", "silent peer",
            "HTTP 401 with credentials", "credentials time-out", "closed by the application", "proxy 408",
            "proxy 425", "proxy 429", "proxy 500", "proxy 502", "proxy 503", "proxy 504", "proxy 302",
            "proxy 403", "proxy 404", "proxy 407", "no proxy", "no TLS", "key that is not pinned",
            "close 1016", "close 2000", "prepare time-out", "write time-out"),
    /** Whether an end of the row was met: {@code met} or {@code not met}. */
    R4_ROW((Object[]) RetryRow.values()),
    /** Whether Retry-After is {@code obeyed} or {@code not obeyed}, by the status and its form. */
    R6_RETRY_AFTER("429 in seconds", "503 in seconds", "429 as a date", "503 as a date"),
    /** How many links of a socket the server sees at one time when each follows the end of another. */
    R7_LINKS;

    private final List<String> cases;

    Waivable(Object... cases) {
        this.cases = Arrays.stream(cases).map(String::valueOf).toList();
    }

    /** {@return what tests check, as it stands in a limits file} */
    List<String> entries() {
        return cases.isEmpty() ? List.of(name()) : cases.stream().map(this::of).toList();
    }

    String of(Object ofCase) {
        return name() + "(" + ofCase + ")";
    }
}
