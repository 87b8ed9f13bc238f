// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

/** What a container may hide or do in its own way, if its limits file says so; see {@link Limits}. */
enum Waivable {
    /** The code that Closed carries, by the code of the peer's close frame. */
    E5_RECEIVED_CODE,
    /** Closed after a close frame without code. */
    E5_EMPTY_CLOSE,
    /** The code that Closed carries when the peer answers our close with another one. */
    E5_ANSWER_TO_OUR_CLOSE,
    /** The reason of Failed, by what went wrong before the link was open. */
    E6_CONNECT_REASON,
    /** The HTTP status of Failed, by the status that the server answered. */
    E6_HTTP_STATUS,
    /** The headers of a refusal. */
    E6_HTTP_HEADERS,
    /** The first event after an answer that is no proper 101, by what is wrong with it. */
    E6_INVALID_ANSWER,
    /** The first event over TLS, by what the server's certificate is. */
    E6_TLS,
    /** The events when a proxy does not connect, by what the proxy or the server behind it does. */
    E6_PROXY,
    /** The events after something that RFC 6455 forbids, by what the peer does. */
    E6_VIOLATION,
    /** The events after a FIN without a close frame. */
    E7_FIN,
    /** The events after a reset. */
    E7_RESET,
    /** What follows a FIN that comes while both sides send. */
    E7_RACING_FIN,
    /** How many messages are delivered when a FIN follows them at once: "all", or "all but" how many. */
    E8_BEFORE_FIN,
    /** The request target, by the target that was asked for. */
    C2_TARGET,
    /** A header that the application adds. */
    C2_HEADER,
    /** The events after a close that the peer does not answer. */
    C6_UNANSWERED,
    /** The events after the close of the registry that the peer does not answer. */
    C9_UNANSWERED,
    /** The code that the peer sees when the registry is closed. */
    C9_CODE,
    /** The code that the peer sees when its message was too large. */
    C11_CODE,
    /** Whether an end is retried, by what the end is. */
    R4_RETRIED
}
