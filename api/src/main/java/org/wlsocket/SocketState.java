// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a socket is doing now (C8: it tells the truth). */
public sealed interface SocketState {

    /** Defined, never opened. */
    final class Idle implements SocketState {

        private static final Idle INSTANCE = new Idle();

        private Idle() {}

        /** {@return the state} */
        public static Idle of() {
            return INSTANCE;
        }

        @Override
        public String toString() {
            return "Idle";
        }
    }

    /** An attempt is on its way. */
    final class Connecting implements SocketState {

        private static final Connecting INSTANCE = new Connecting();

        private Connecting() {}

        /** {@return the state} */
        public static Connecting of() {
            return INSTANCE;
        }

        @Override
        public String toString() {
            return "Connecting";
        }
    }

    /** Messages can be sent. */
    final class Open implements SocketState {

        private static final Open INSTANCE = new Open();

        private Open() {}

        /** {@return the state} */
        public static Open of() {
            return INSTANCE;
        }

        @Override
        public String toString() {
            return "Open";
        }
    }

    /** The application has closed the socket; the link is not over yet. */
    final class Closing implements SocketState {

        private static final Closing INSTANCE = new Closing();

        private Closing() {}

        /** {@return the state} */
        public static Closing of() {
            return INSTANCE;
        }

        @Override
        public String toString() {
            return "Closing";
        }
    }

    /** The socket has ended. */
    final class Closed implements SocketState {

        private final CloseStatus status;
        private final @Nullable Failure cause;

        private Closed(CloseStatus status, @Nullable Failure cause) {
            this.status = Objects.requireNonNull(status, "status");
            this.cause = cause;
        }

        /** {@return the state; cause is null where the link was not given up by this side} */
        public static Closed of(CloseStatus status, @Nullable Failure cause) {
            return new Closed(status, cause);
        }

        /** {@return how the last link was closed} */
        public CloseStatus status() {
            return status;
        }

        /** {@return why this side gave the last link up, if it did} */
        public Optional<Failure> cause() {
            return Optional.ofNullable(cause);
        }

        @Override
        public String toString() {
            return "Closed(" + status + (cause == null ? ")" : ", " + cause + ")");
        }
    }
}
