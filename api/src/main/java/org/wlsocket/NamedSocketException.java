// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call that could not do what was asked.
 *
 * <p>The message says what was expected, what was found and what to do next. Nothing else is disturbed: the
 * socket is as it was before the call.
 */
public abstract sealed class NamedSocketException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private NamedSocketException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** An argument is not of the form that the call takes; also for null. */
    public static final class BadArgument extends NamedSocketException {
        private static final long serialVersionUID = 1;

        /** Says what was expected, found, and what to do next. */
        public BadArgument(String message) {
            super(message, null);
        }
    }

    /** A living socket has this name (C3). */
    public static final class NameInUse extends NamedSocketException {
        private static final long serialVersionUID = 1;

        /** Says what was expected, found, and what to do next. */
        public NameInUse(String message) {
            super(message, null);
        }
    }

    /** The socket ended, or had ended, while the caller waited for it to open or for a message. */
    public static final class Ended extends NamedSocketException {
        private static final long serialVersionUID = 1;

        private final transient @Nullable SocketState state;

        Ended(String message, SocketState state) {
            super(message, causeOf(state));
            this.state = state;
        }

        /** {@return the state in which the socket was found; empty after serialisation} */
        public Optional<SocketState> state() {
            return Optional.ofNullable(state);
        }

        private static @Nullable Throwable causeOf(SocketState state) {
            return state instanceof SocketState.Closed closed
                    ? closed.cause().flatMap(Failure::exception).orElse(null)
                    : null;
        }
    }

    /** The time that the caller gave has passed. */
    public static final class TimedOut extends NamedSocketException {
        private static final long serialVersionUID = 1;

        TimedOut(String message) {
            super(message, null);
        }
    }

    /** The waiting thread was interrupted; its interrupt flag is set. */
    public static final class Interrupted extends NamedSocketException {
        private static final long serialVersionUID = 1;

        Interrupted(String message, InterruptedException cause) {
            super(message, cause);
        }
    }

    /**
     * The call does not fit the socket or the place: a wait inside its own listener, a read beside a
     * listener.
     */
    public static final class NotAllowed extends NamedSocketException {
        private static final long serialVersionUID = 1;

        /** Says what was expected, found, and what to do next. */
        public NotAllowed(String message) {
            super(message, null);
        }
    }

    /** The {@link Sockets} have been closed. */
    public static final class SocketsClosed extends NamedSocketException {
        private static final long serialVersionUID = 1;

        SocketsClosed(String message) {
            super(message, null);
        }
    }

    /** No provider, or more than one, was found, or the chosen one could not start. */
    public static final class NoProvider extends NamedSocketException {
        private static final long serialVersionUID = 1;

        NoProvider(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
