// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a socket.
 *
 * <p>The events of one link form {@code (Opened Message*)? Failed? Closed} (E1).
 */
public sealed interface SocketEvent {

    /** {@return the socket to which it happened} */
    NamedSocket socket();

    /** The link is open: messages can be sent, unless a {@link Readiness} has to make it ready first. */
    final class Opened implements SocketEvent {

        private final NamedSocket socket;
        private final @Nullable String subprotocol;
        private final Map<String, List<String>> headers;
        private final @Nullable Gap gap;

        private Opened(
                NamedSocket socket,
                @Nullable String subprotocol,
                Map<String, List<String>> headers,
                @Nullable Gap gap) {
            this.socket = Objects.requireNonNull(socket, "socket");
            this.subprotocol = subprotocol;
            this.headers = Headers.copyOf(headers);
            this.gap = gap;
        }

        /** {@return the event of a link without sub-protocol, headers and gap} */
        public static Opened of(NamedSocket socket) {
            return new Opened(socket, null, Map.of(), null);
        }

        /**
         * {@return the event of a link}
         *
         * @param subprotocol the sub-protocol that the server chose, null for none
         * @param headers the headers of the server's answer
         */
        public static Opened of(
                NamedSocket socket, @Nullable String subprotocol, Map<String, List<String>> headers) {
            return new Opened(socket, subprotocol, headers, null);
        }

        /** {@return the same event of a link that follows another} */
        public Opened withGap(Gap value) {
            return new Opened(socket, subprotocol, headers, Objects.requireNonNull(value, "value"));
        }

        @Override
        public NamedSocket socket() {
            return socket;
        }

        /** {@return the sub-protocol that the server chose} */
        public Optional<String> subprotocol() {
            return Optional.ofNullable(subprotocol);
        }

        /**
         * {@return the headers of the server's answer, empty where the container hides them; names in any
         * case}
         */
        public Map<String, List<String>> headers() {
            return headers;
        }

        /** {@return what was missed since the link before; empty on a first link} */
        public Optional<Gap> gap() {
            return Optional.ofNullable(gap);
        }

        @Override
        public String toString() {
            return "Opened[" + socket.name() + (gap == null ? "]" : ", " + gap + "]");
        }
    }

    /** A whole message came (E4). */
    sealed interface Message extends SocketEvent permits Text, Binary {}

    /** A text message. */
    final class Text implements Message {

        private final NamedSocket socket;
        private final String text;

        private Text(NamedSocket socket, String text) {
            this.socket = Objects.requireNonNull(socket, "socket");
            this.text = Objects.requireNonNull(text, "text");
        }

        /** {@return the event of a text} */
        public static Text of(NamedSocket socket, String text) {
            return new Text(socket, text);
        }

        @Override
        public NamedSocket socket() {
            return socket;
        }

        /** {@return the whole text} */
        public String text() {
            return text;
        }

        @Override
        public String toString() {
            return "Text[" + socket.name() + ", " + text.length() + " chars]";
        }
    }

    /** A binary message. */
    final class Binary implements Message {

        private final NamedSocket socket;
        private final ByteBuffer data;

        private Binary(NamedSocket socket, ByteBuffer data) {
            this.socket = Objects.requireNonNull(socket, "socket");
            this.data = data;
        }

        /** {@return the event of the remaining bytes of a buffer, which are copied} */
        public static Binary of(NamedSocket socket, ByteBuffer data) {
            return new Binary(socket, Bytes.copyOf(data));
        }

        /** Takes over bytes that nobody else holds. */
        static Binary owning(NamedSocket socket, ByteBuffer data) {
            return new Binary(socket, data.asReadOnlyBuffer());
        }

        @Override
        public NamedSocket socket() {
            return socket;
        }

        /** {@return a fresh read-only view of the whole message at each call (C10)} */
        public ByteBuffer data() {
            return data.asReadOnlyBuffer();
        }

        @Override
        public String toString() {
            return "Binary[" + socket.name() + ", " + data.remaining() + " bytes]";
        }
    }

    /** This side gave the link up (E6); a {@link Closed} with the code 1006 follows. */
    final class Failed implements SocketEvent {

        private final NamedSocket socket;
        private final Failure cause;

        private Failed(NamedSocket socket, Failure cause) {
            this.socket = Objects.requireNonNull(socket, "socket");
            this.cause = Objects.requireNonNull(cause, "cause");
        }

        /** {@return the event of a failure} */
        public static Failed of(NamedSocket socket, Failure cause) {
            return new Failed(socket, cause);
        }

        @Override
        public NamedSocket socket() {
            return socket;
        }

        /** {@return why} */
        public Failure cause() {
            return cause;
        }

        @Override
        public String toString() {
            return "Failed[" + socket.name() + ", " + cause + "]";
        }
    }

    /** The link is over; the last event of each link (E1). */
    final class Closed implements SocketEvent {

        private final NamedSocket socket;
        private final CloseStatus status;
        private final @Nullable Duration reconnectIn;

        private Closed(NamedSocket socket, CloseStatus status, @Nullable Duration reconnectIn) {
            this.socket = Objects.requireNonNull(socket, "socket");
            this.status = Objects.requireNonNull(status, "status");
            this.reconnectIn = reconnectIn;
        }

        /** {@return the event of a socket's end} */
        public static Closed of(NamedSocket socket, CloseStatus status) {
            return new Closed(socket, status, null);
        }

        /** {@return the event of a link after which another attempt is made} */
        public static Closed of(NamedSocket socket, CloseStatus status, Duration reconnectIn) {
            return new Closed(socket, status, Objects.requireNonNull(reconnectIn, "reconnectIn"));
        }

        @Override
        public NamedSocket socket() {
            return socket;
        }

        /**
         * {@return code and reason of the peer's close frame; 1005 where it was empty, 1006 where there was
         * none}
         */
        public CloseStatus status() {
            return status;
        }

        /**
         * {@return how long after the decision for it the next attempt comes at the earliest; empty when this
         * is the socket's last event} Until that attempt the socket is {@link SocketState.Waiting}.
         */
        public Optional<Duration> reconnectIn() {
            return Optional.ofNullable(reconnectIn);
        }

        @Override
        public String toString() {
            return "Closed[" + socket.name() + ", " + status
                    + (reconnectIn == null ? "]" : ", reconnect in " + reconnectIn + "]");
        }
    }
}
