// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * What became of a message that was given to {@code send}: refused at once, or accepted with exactly one
 * outcome (C5).
 */
public interface Delivery {

    /** {@return whether the message was accepted} */
    default boolean accepted() {
        return !(outcome() instanceof Outcome.Refused);
    }

    /** {@return why the message was refused; empty for an accepted one} */
    default Optional<Refusal> refusal() {
        return outcome() instanceof Outcome.Refused refused
                ? Optional.of(refused.reason())
                : Optional.empty();
    }

    /** {@return what is known now} */
    Outcome outcome();

    /**
     * {@return a stage that completes, never exceptionally, with the final outcome} It is made at the first
     * call; what depends on it runs on a thread of the {@link Sockets}, or at once on the caller's when the
     * outcome is known.
     */
    CompletionStage<Outcome> completion();

    /** Why a message was not accepted. */
    enum Refusal {
        /** The socket is not ready and has no {@link OfflineQueue}, was never opened, or has ended. */
        NOT_OPEN,
        /** The application has closed the socket. */
        CLOSING,
        /** The send buffer is full: {@link SocketOptions#sendBuffer()}. */
        BUFFER_FULL,
        /** The message alone is larger than the send buffer. */
        TOO_LARGE
    }

    /**
     * Why an accepted message was given up. One that was in doubt once keeps that reason, whatever comes
     * later.
     */
    enum DropReason {
        /** The link ended while the message waited, and it was not for the next. */
        LINK_ENDED,
        /** The link ended while the message was being written: the peer may have it or not. */
        IN_DOUBT,
        /** The container reported that it could not write the message: the peer may have it or not. */
        WRITE_FAILED,
        /** The link was cut at the close time-out or the drain limit. */
        LIMIT_PASSED,
        /** The socket ended while the message waited for its next link. */
        SOCKET_ENDED,
        /** The message waited longer than {@link OfflineQueue#timeToLive()}. */
        EXPIRED,
        /** Newer messages took its place: {@link OfflineQueue.Overflow#DROP_OLDEST}. */
        OVERFLOW
    }

    /** What became of a message. */
    sealed interface Outcome {

        /** Not accepted. */
        record Refused(Refusal reason) implements Outcome {}

        /** Accepted, not written yet. */
        record Pending() implements Outcome {}

        /** The container took the whole message. It does not say that the peer has it. */
        record Written() implements Outcome {}

        /** Accepted, and given up. */
        record Dropped(DropReason reason) implements Outcome {}
    }
}
