// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.time.Instant;
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

    /** The link is open and its {@link Readiness} is at work; messages are refused or queued still. */
    final class Preparing implements SocketState {

        private static final Preparing INSTANCE = new Preparing();

        private Preparing() {}

        /** {@return the state} */
        public static Preparing of() {
            return INSTANCE;
        }

        @Override
        public String toString() {
            return "Preparing";
        }
    }

    /** The link is ready: messages can be sent. */
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

    /** The last link has ended, and another attempt is to come (R1). */
    final class Waiting implements SocketState {

        /** What the next attempt waits for. */
        public enum HeldBy {
            /** The time {@link Waiting#until()}. */
            DELAY,
            /** The {@link RetryRule}, which has not decided yet whether there is a next attempt. */
            RETRY_RULE,
            /** The call of the {@link CredentialsProvider} for the attempt before, which has not returned. */
            CREDENTIALS,
            /** The {@link Readiness}, two calls of which have not returned. */
            PREPARE,
            /** The container, which holds the attempt or the link before (R7). */
            PREVIOUS_ATTEMPT
        }

        private final int attempt;
        private final Instant until;
        private final HeldBy heldBy;
        private final LinkEnd cause;

        private Waiting(int attempt, Instant until, HeldBy heldBy, LinkEnd cause) {
            this.attempt = attempt;
            this.until = Objects.requireNonNull(until, "until");
            this.heldBy = Objects.requireNonNull(heldBy, "heldBy");
            this.cause = Objects.requireNonNull(cause, "cause");
        }

        /** {@return the state} */
        public static Waiting of(int attempt, Instant until, HeldBy heldBy, LinkEnd cause) {
            return new Waiting(attempt, until, heldBy, cause);
        }

        /** {@return which retry comes, counted from 1 since a link was stable} */
        public int attempt() {
            return attempt;
        }

        /**
         * {@return the earliest time of that attempt, by the clock of the
         * {@link Sockets}; now while a rule decides}
         */
        public Instant until() {
            return until;
        }

        /** {@return what that attempt waits for} */
        public HeldBy heldBy() {
            return heldBy;
        }

        /** {@return how the link or the attempt before ended} */
        public LinkEnd cause() {
            return cause;
        }

        @Override
        public String toString() {
            return "Waiting(retry " + attempt + " at " + until + ", held by " + heldBy + ", " + cause + ")";
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
