// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The life of a link as a pure state machine: what a signal changes, which events it makes, what is to be
 * done.
 *
 * <p>A signal that a state does not know changes nothing: that is how late and double reports of a container
 * end.
 */
sealed interface LinkState {

    /** What a step makes the socket's listener see. */
    enum Emission {
        OPENED,
        MESSAGE,
        FAILED,
        CLOSED
    }

    /** What is to be done to the wire after a step, without the lock. */
    enum Effect {
        NONE,
        /** Start the closing handshake with the status of {@link Closing}. */
        CLOSE,
        /** End the wire now. */
        CUT
    }

    /** The answer to a signal. */
    record Step(LinkState next, List<Emission> emissions, Effect effect) {

        static Step to(LinkState next, Effect effect, Emission... emissions) {
            return new Step(next, List.of(emissions), effect);
        }
    }

    /** The upgrade was answered; {@code prepares} says that the link has to be made ready first (R10). */
    default Step opened(boolean prepares) {
        return stay();
    }

    /** The link has been made ready. */
    default Step prepared() {
        return stay();
    }

    /** A whole message came. */
    default Step message() {
        return stay();
    }

    /** The application closes; {@code idle} says that nothing waits to be written. */
    default Step closeAsked(CloseStatus status, boolean idle) {
        return stay();
    }

    /** Nothing waits to be written any more. */
    default Step allWritten() {
        return stay();
    }

    /** The container says that the link was closed, by either side. */
    default Step closed(CloseStatus status) {
        return stay();
    }

    /** The connection is broken, and the container did not say that the link is closed. */
    default Step lost() {
        return stay();
    }

    /** The container gave the link up. */
    default Step failed(Failure failure) {
        return stay();
    }

    /** The kernel gives the link up: a limit, a rule of the handshake, a message that is too large. */
    default Step givenUp(Failure failure) {
        return stay();
    }

    /** A write has made no progress for too long. */
    default Step writeLimitPassed(Failure failure) {
        return stay();
    }

    /** The link did not open in time. */
    default Step connectLimitPassed(Failure failure) {
        return stay();
    }

    /** The peer did not answer the close in time (C6). */
    default Step closeLimitPassed() {
        return stay();
    }

    /** {@return this state, unchanged} */
    default Step stay() {
        return Step.to(this, Effect.NONE);
    }

    private static Step over(Failure failure, Effect effect) {
        Over over = new Over(CloseStatus.LOST, failure, failure.phase() == Failure.Phase.DRAIN);
        return Step.to(over, effect, Emission.FAILED, Emission.CLOSED);
    }

    private static Step over(CloseStatus status, Effect effect) {
        return Step.to(new Over(status, null, false), effect, Emission.CLOSED);
    }

    /** The application's close has had its time: no failure (C6). */
    private static Step cutAtLimit() {
        return Step.to(new Over(CloseStatus.LOST, null, true), Effect.CUT, Emission.CLOSED);
    }

    /** The attempt is on its way. */
    record Connecting() implements LinkState {

        @Override
        public Step opened(boolean prepares) {
            return Step.to(prepares ? new Preparing() : new Open(), Effect.NONE, Emission.OPENED);
        }

        @Override
        public Step closeAsked(CloseStatus status, boolean idle) {
            return givenUp(Failure.of(
                    Failure.Phase.CONNECT,
                    Failure.Reason.CLOSED_BY_APPLICATION,
                    "the application closed the socket before it was open"));
        }

        @Override
        public Step connectLimitPassed(Failure failure) {
            return givenUp(failure);
        }

        @Override
        public Step closed(CloseStatus status) {
            return failed(Failure.of(
                    Failure.Phase.CONNECT,
                    Failure.Reason.CONNECTION_LOST,
                    "the container reported " + status + " before the link was open"));
        }

        @Override
        public Step failed(Failure failure) {
            return over(asConnecting(failure), Effect.NONE);
        }

        @Override
        public Step givenUp(Failure failure) {
            return over(asConnecting(failure), Effect.CUT);
        }

        /** Whatever a provider calls it, no link was open; the kernel's own phases are true. */
        private static Failure asConnecting(Failure failure) {
            boolean known = failure.phase() == Failure.Phase.CREDENTIALS
                    || failure.phase() == Failure.Phase.DRAIN;
            return known ? failure : failure.during(Failure.Phase.CONNECT);
        }
    }

    /** What is common to the states in which there is a wire. */
    sealed interface Wired extends LinkState {

        @Override
        default Step closed(CloseStatus status) {
            return over(status, Effect.NONE);
        }

        @Override
        default Step lost() {
            return over(CloseStatus.LOST, Effect.CUT);
        }

        @Override
        default Step failed(Failure failure) {
            return over(failure, Effect.NONE);
        }

        @Override
        default Step givenUp(Failure failure) {
            return over(failure, Effect.CUT);
        }
    }

    /** What is common to the states in which messages come in. */
    sealed interface Live extends Wired {

        @Override
        default Step message() {
            return Step.to(this, Effect.NONE, Emission.MESSAGE);
        }

        @Override
        default Step writeLimitPassed(Failure failure) {
            return givenUp(failure);
        }

        @Override
        default Step closeAsked(CloseStatus status, boolean idle) {
            return idle
                    ? Step.to(new Closing(status), Effect.CLOSE)
                    : Step.to(new Flushing(status), Effect.NONE);
        }
    }

    /** The link is open, and is being made ready; only what that sends goes out. */
    record Preparing() implements Live {

        @Override
        public Step prepared() {
            return Step.to(new Open(), Effect.NONE);
        }
    }

    /** Messages go both ways. */
    record Open() implements Live {

        private static final Step MESSAGE = Step.to(new Open(), Effect.NONE, Emission.MESSAGE);

        @Override
        public Step message() {
            return MESSAGE;
        }
    }

    /**
     * The application has closed; what was accepted before is still being written, within the close limit
     * (C6).
     */
    record Flushing(CloseStatus status) implements Wired {

        @Override
        public Step allWritten() {
            return Step.to(new Closing(status), Effect.CLOSE);
        }

        @Override
        public Step failed(Failure failure) {
            return over(failure.during(Failure.Phase.CLOSE), Effect.NONE);
        }

        @Override
        public Step closeLimitPassed() {
            return cutAtLimit();
        }
    }

    /** The close frame is on its way, or the peer's answer is awaited. */
    record Closing(CloseStatus status) implements Wired {

        /**
         * Containers trip over links that end while they close; only what the peer did wrong is worth an
         * event.
         */
        @Override
        public Step failed(Failure failure) {
            return failure.reason() == Failure.Reason.PROTOCOL_VIOLATION
                    ? over(failure.during(Failure.Phase.CLOSE), Effect.NONE)
                    : over(CloseStatus.LOST, Effect.NONE);
        }

        /**
         * All that was accepted is written, so that only the answer to the close is missing: C6, no failure.
         */
        @Override
        public Step givenUp(Failure failure) {
            return lost();
        }

        @Override
        public Step closeLimitPassed() {
            return cutAtLimit();
        }
    }

    /**
     * The end; nothing follows.
     *
     * @param atLimit whether it was cut at the close limit or at the drain limit
     */
    record Over(CloseStatus status, @Nullable Failure cause, boolean atLimit) implements LinkState {}
}
