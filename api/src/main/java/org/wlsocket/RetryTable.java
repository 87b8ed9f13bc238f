// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import org.wlsocket.Failure.Reason;

/**
 * What is retried when no rule says otherwise (R4): one row for each kind of end. The user guide shows this
 * table, and a test compares them.
 */
enum RetryTable {
    REFUSED("connection refused, or the host cannot be reached", true, "the server may be starting"),
    UNKNOWN_HOST("unknown host", true, "name servers fail for a while"),
    TIME_OUT(
            "a time limit passed: credentials, connect, prepare, write",
            true,
            "the network or the server may be slow"),
    CONNECTION_LOST("connection ended before the answer", true, "the server may be restarting"),
    HTTP_PASSING("HTTP 408, 425, 429, 5xx", true, "the server says that it may pass"),
    HTTP_UNAUTHORIZED(
            "HTTP 401 with a credentials provider",
            true,
            "once, at once, with fresh credentials; a second one in a row is final"),
    HTTP_REDIRECT("HTTP 3xx", false, "redirects are not followed"),
    HTTP_REFUSAL("HTTP 4xx otherwise", false, "the same request would be refused again"),
    HTTP_OTHER("any other HTTP status", false, "this is no WebSocket server"),
    HTTP_HIDDEN("an HTTP status that the container does not show", true, "it may be one that passes"),
    PROXY_PASSING(
            "a proxy that answers 408, 425, 429, 5xx, or cannot be found out", true, "it may come back"),
    PROXY_REFUSAL(
            "a proxy that answers anything else, as 407", false, "the same request would be refused again"),
    INVALID_HANDSHAKE("an answer that breaks the handshake", false, "this is no WebSocket server"),
    CERTIFICATE(
            "an untrusted, expired or unpinned certificate, or one for another host",
            false,
            "trusting it is a decision for a person"),
    TLS("TLS otherwise", true, "the other side may be changing its keys"),
    UNSUPPORTED("no WebSocket container, or one that cannot do what is asked", false, "it will not learn it"),
    CREDENTIALS(
            "the credentials provider threw, or gave nothing", true, "its source may be down for a while"),
    NOT_READY("prepare failed", true, "what it waits for may come later"),
    PEER_SILENT("no frame came after a ping", true, "the network may be back"),
    VIOLATION("the peer broke the protocol", false, "it would do so again"),
    TOO_LARGE("a message over the size limit came", false, "it would come again"),
    OVERLOADED("this side had no thread to hand messages over", true, "listeners catch up"),
    OTHER("the container failed in a way that it does not tell", true, "it may be any of the above"),
    CLOSED_PASSING(
            "closed with 1000, 1001, 1005, 1011–1014, 3000–4999", true, "the server ends, or changes owners"),
    LOST("connection ended without a close frame (1006)", true, "networks do that"),
    CLOSED_FOR_GOOD(
            "closed with 1002, 1003, 1007–1010", false, "the peer does not take what this side sends"),
    CLOSED_OTHERWISE("closed with any other code", false, "RFC 6455 gives it no meaning here"),
    ASKED("the application closed the socket", false, "it asked for the end");

    private static final int UNAUTHORIZED = 401;

    private final String end;
    private final boolean retried;
    private final String why;

    RetryTable(String end, boolean retried, String why) {
        this.end = end;
        this.retried = retried;
        this.why = why;
    }

    String end() {
        return end;
    }

    boolean retried() {
        return retried;
    }

    String why() {
        return why;
    }

    /** A 401 is a refusal here; whether credentials can be had anew is the socket's affair. */
    static RetryTable rowOf(LinkEnd end) {
        return end.failure().map(RetryTable::rowOf).orElseGet(() -> rowOf(end.status().code()));
    }

    /** {@return whether the server did not take the credentials of the attempt} */
    static boolean isUnauthorized(LinkEnd end) {
        boolean proxys = end.failure().filter(failure -> failure.reason() == Reason.PROXY).isPresent();
        return !proxys && end.httpStatus().orElse(0) == UNAUTHORIZED;
    }

    private static RetryTable rowOf(Failure failure) {
        Reason reason = failure.reason();
        return switch (reason) {
            case UNKNOWN_HOST -> UNKNOWN_HOST;
            case REFUSED -> REFUSED;
            case TIMED_OUT -> TIME_OUT;
            case CONNECTION_LOST -> CONNECTION_LOST;
            case TLS -> TLS;
            case CERTIFICATE_EXPIRED, CERTIFICATE_UNTRUSTED, WRONG_HOST, PIN_MISMATCH -> CERTIFICATE;
            case HTTP_STATUS -> rowOfHttp(failure.httpStatus().orElse(0));
            case PROXY -> rowOfProxy(failure.httpStatus().orElse(0));
            case INVALID_HANDSHAKE -> INVALID_HANDSHAKE;
            case UNSUPPORTED -> UNSUPPORTED;
            case CREDENTIALS -> CREDENTIALS;
            case NOT_READY -> NOT_READY;
            case PEER_SILENT -> PEER_SILENT;
            case PROTOCOL_VIOLATION -> VIOLATION;
            case MESSAGE_TOO_LARGE -> TOO_LARGE;
            case OVERLOADED -> OVERLOADED;
            case CLOSED_BY_APPLICATION -> ASKED;
            case OTHER -> OTHER;
        };
    }

    private static RetryTable rowOfProxy(int status) {
        RetryTable row = rowOfHttp(status);
        return row == HTTP_HIDDEN || row == HTTP_PASSING ? PROXY_PASSING : PROXY_REFUSAL;
    }

    private static RetryTable rowOfHttp(int status) {
        return switch (status) {
            case 0 -> HTTP_HIDDEN;
            case 408, 425, 429 -> HTTP_PASSING;
            default -> switch (status / 100) {
                case 5 -> HTTP_PASSING;
                case 4 -> HTTP_REFUSAL;
                case 3 -> HTTP_REDIRECT;
                default -> HTTP_OTHER;
            };
        };
    }

    private static RetryTable rowOf(int code) {
        return switch (code) {
            case 1000, 1001, 1005, 1011, 1012, 1013, 1014 -> CLOSED_PASSING;
            case 1006 -> LOST;
            case 1002, 1003, 1007, 1008, 1009, 1010 -> CLOSED_FOR_GOOD;
            default -> code >= 3000 && code <= 4999 ? CLOSED_PASSING : CLOSED_OTHERWISE;
        };
    }
}
