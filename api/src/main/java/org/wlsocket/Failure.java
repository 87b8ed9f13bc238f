// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Why this side gave a link up (E6). */
public final class Failure {

    /** What the link was doing when it was given up. */
    public enum Phase {
        /** Getting the credentials of the attempt. */
        CREDENTIALS,
        /** From the look-up of the host name to the answer of the upgrade request. */
        CONNECT,
        /** The link was open. */
        OPEN,
        /** Getting ready: {@link Readiness}. */
        PREPARE,
        /** Writing a message. */
        WRITE,
        /** Handing received messages over. */
        INBOUND,
        /** After the application's close. */
        CLOSE,
        /** Writing what was pending while all sockets were being closed. */
        DRAIN
    }

    /** What kind of failure it was, as far as the container tells. */
    public enum Reason {
        /** The host name has no address. */
        UNKNOWN_HOST,
        /** Nobody listens at the address, or it cannot be reached. */
        REFUSED,
        /** A time limit passed. */
        TIMED_OUT,
        /** The connection ended before the upgrade was answered. */
        CONNECTION_LOST,
        /** The server's certificate, or one that it stands on, is not valid today. */
        CERTIFICATE_EXPIRED,
        /** The server's certificate is not signed by anybody whom this side trusts. */
        CERTIFICATE_UNTRUSTED,
        /** The server's certificate is for another host. */
        WRONG_HOST,
        /** The server's certificate has none of the public keys that the destination is pinned to. */
        PIN_MISMATCH,
        /** TLS could not be agreed on otherwise: protocol version, cipher, client certificate. */
        TLS,
        /**
         * There is no WebSocket container, or the one found has no way to do what the destination asks for.
         */
        UNSUPPORTED,
        /** The upgrade was answered with another HTTP status than 101. */
        HTTP_STATUS,
        /** The proxy did not connect, whose HTTP status it carries, or could not be found out. */
        PROXY,
        /** The upgrade was answered with 101 but against RFC 6455 section 4.1. */
        INVALID_HANDSHAKE,
        /**
         * The {@link CredentialsProvider} threw or gave nothing; one that was too slow has
         * {@link #TIMED_OUT}.
         */
        CREDENTIALS,
        /** The {@link Readiness} failed; one that was too slow has {@link #TIMED_OUT}. */
        NOT_READY,
        /** No frame came in time after a ping: the peer, or the network to it, is gone (R11). */
        PEER_SILENT,
        /** The peer broke the protocol on an open link. */
        PROTOCOL_VIOLATION,
        /** A message was larger than {@link SocketOptions#maxMessageSize()}. */
        MESSAGE_TOO_LARGE,
        /** Too many sockets wait for their listeners (E10). */
        OVERLOADED,
        /** The application closed the socket before it was open. */
        CLOSED_BY_APPLICATION,
        /** The container failed in a way that it does not tell. */
        OTHER
    }

    private final Phase phase;
    private final Reason reason;
    private final String message;
    private final @Nullable Throwable exception;
    private final int httpStatus;
    private final Map<String, List<String>> httpHeaders;

    private Failure(
            Phase phase,
            Reason reason,
            String message,
            @Nullable Throwable exception,
            int httpStatus,
            Map<String, List<String>> httpHeaders) {
        this.phase = Objects.requireNonNull(phase, "phase");
        this.reason = Objects.requireNonNull(reason, "reason");
        this.message = Objects.requireNonNull(message, "message");
        this.exception = exception;
        this.httpStatus = httpStatus;
        this.httpHeaders = httpHeaders;
    }

    /** {@return a failure}
     *
     * @param message one sentence for a person
     */
    public static Failure of(Phase phase, Reason reason, String message) {
        return new Failure(phase, reason, message, null, 0, Map.of());
    }

    /** {@return the same failure with the exception that showed it} */
    public Failure withException(Throwable cause) {
        return new Failure(phase, reason, message, cause, httpStatus, httpHeaders);
    }

    /** {@return the same failure with the answer of the server} */
    public Failure withHttpAnswer(int status, Map<String, List<String>> headers) {
        return new Failure(phase, reason, message, exception, status, Headers.copyOf(headers));
    }

    /** {@return the same failure of a link that was doing something else} */
    Failure during(Phase other) {
        return new Failure(other, reason, message, exception, httpStatus, httpHeaders);
    }

    /** {@return what the link was doing} */
    public Phase phase() {
        return phase;
    }

    /** {@return what kind of failure it was} */
    public Reason reason() {
        return reason;
    }

    /** {@return one sentence for a person} */
    public String message() {
        return message;
    }

    /** {@return the exception that showed the failure, where there was one} */
    public Optional<Throwable> exception() {
        return Optional.ofNullable(exception);
    }

    /** {@return the HTTP status of the answer to the upgrade request, where the container shows it} */
    public OptionalInt httpStatus() {
        return httpStatus == 0 ? OptionalInt.empty() : OptionalInt.of(httpStatus);
    }

    /**
     * {@return the headers of that answer, empty where the container does not show them; names in any case}
     */
    public Map<String, List<String>> httpHeaders() {
        return httpHeaders;
    }

    @Override
    public String toString() {
        return phase + "/" + reason + ": " + message;
    }
}
