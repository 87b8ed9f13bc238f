// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wlsocket.CloseStatus;
import org.wlsocket.Failure;
import org.wlsocket.Failure.Reason;

/**
 * R4: the rows of the table of what is retried, as the user guide shows them; a test compares the two. Each
 * is met on real sockets, or says where it is tested instead.
 */
enum RetryRow {
    REFUSED("connection refused, or the host cannot be reached", true, Reason.REFUSED),
    UNKNOWN_HOST("unknown host", true, Reason.UNKNOWN_HOST),
    TIME_OUT("a time limit passed: credentials, connect, prepare, write", true, Reason.TIMED_OUT),
    CONNECTION_LOST("connection ended before the answer", true, Reason.CONNECTION_LOST),
    HTTP_PASSING("HTTP 408, 425, 429, 5xx", true, Reason.HTTP_STATUS),
    HTTP_UNAUTHORIZED("HTTP 401 with a credentials provider", true, Reason.HTTP_STATUS),
    HTTP_REDIRECT("HTTP 3xx", false, Reason.HTTP_STATUS),
    HTTP_REFUSAL("HTTP 4xx otherwise", false, Reason.HTTP_STATUS),
    HTTP_OTHER("any other HTTP status", false, Reason.HTTP_STATUS),
    HTTP_HIDDEN(
            "an HTTP status that the container does not show",
            true,
            new Elsewhere("RetryTableTest", "it is for the container to hide it, not for a server")),
    PROXY_PASSING(
            "a proxy that answers 408, 425, 429, 5xx, or cannot be found out", true, Reason.PROXY),
    PROXY_REFUSAL("a proxy that answers anything else, as 407", false, Reason.PROXY),
    INVALID_HANDSHAKE("an answer that breaks the handshake", false, Reason.INVALID_HANDSHAKE),
    CERTIFICATE(
            "an untrusted, expired or unpinned certificate, or one for another host",
            false,
            Reason.CERTIFICATE_UNTRUSTED,
            Reason.CERTIFICATE_EXPIRED,
            Reason.PIN_MISMATCH,
            Reason.WRONG_HOST),
    TLS("TLS otherwise", true, Reason.TLS),
    UNSUPPORTED(
            "no WebSocket container, or one that cannot do what is asked",
            false,
            new Elsewhere("ForeignContainerTest", "it takes a container that is not there, not a server")),
    CREDENTIALS("the credentials provider threw, or gave nothing", true, Reason.CREDENTIALS),
    NOT_READY("prepare failed", true, Reason.NOT_READY),
    PEER_SILENT("no frame came after a ping", true, Reason.PEER_SILENT),
    VIOLATION("the peer broke the protocol", false, Reason.PROTOCOL_VIOLATION),
    TOO_LARGE("a message over the size limit came", false, Reason.MESSAGE_TOO_LARGE),
    OVERLOADED(
            "this side had no thread to hand messages over",
            true,
            new Elsewhere("MemoryProviderTest", "it depends on the threads of the container")),
    OTHER(
            "the container failed in a way that it does not tell",
            true,
            new Elsewhere("RetryTableTest", "no server brings about what nobody can tell")),
    CLOSED_PASSING("closed with 1000, 1001, 1005, 1011–1014, 3000–4999", true),
    LOST("connection ended without a close frame (1006)", true),
    CLOSED_FOR_GOOD("closed with 1002, 1003, 1007–1010", false),
    CLOSED_OTHERWISE(
            "closed with any other code",
            false,
            new Elsewhere("RetryTableTest", "such a code on the wire is a violation to containers")),
    ASKED("the application closed the socket", false, Reason.CLOSED_BY_APPLICATION);

    /** The test that stands in for a server, and why there is none. */
    record Elsewhere(String test, String why) {}

    private final String end;
    private final boolean retried;
    private final Set<Reason> reasons;
    private final @Nullable Elsewhere elsewhere;

    RetryRow(String end, boolean retried, Reason... reasons) {
        this.end = end;
        this.retried = retried;
        this.reasons = Set.of(reasons);
        this.elsewhere = null;
    }

    RetryRow(String end, boolean retried, Elsewhere elsewhere) {
        this.end = end;
        this.retried = retried;
        this.reasons = Set.of();
        this.elsewhere = elsewhere;
    }

    String end() {
        return end;
    }

    boolean retried() {
        return retried;
    }

    Optional<Elsewhere> elsewhere() {
        return Optional.ofNullable(elsewhere);
    }

    /** {@return whether an end looks like one of this row, and not like what a container made of it} */
    boolean shows(CloseStatus status, Optional<Failure> failure) {
        if (failure.isEmpty()) {
            return reasons.isEmpty() && (this == LOST) == (status.code() == CloseStatus.ABNORMAL);
        }
        Reason reason = failure.get().reason();
        boolean hidden = reason == Reason.HTTP_STATUS && failure.get().httpStatus().isEmpty();
        return reasons.contains(reason) && !hidden;
    }
}
