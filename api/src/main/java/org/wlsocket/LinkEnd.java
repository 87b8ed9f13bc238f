// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How a link, or the attempt to make one, ended; what a {@link RetryRule} decides from; an immutable value.
 */
public final class LinkEnd {

    /** Who ended a link. */
    public enum ClosedBy {
        /** The peer sent a close frame. */
        PEER,
        /** This side gave the link up: {@link LinkEnd#failure()} says why. */
        THIS_SIDE,
        /** The connection ended without a close frame. */
        NOBODY
    }

    private final CloseStatus status;
    private final @Nullable Failure failure;
    private final int retries;

    private LinkEnd(CloseStatus status, @Nullable Failure failure, int retries) {
        this.status = Objects.requireNonNull(status, "status");
        this.failure = failure;
        this.retries = retries;
    }

    /**
     * {@return an end}
     *
     * @param status the peer's close status, 1006 without a close frame
     * @param failure why this side gave the link up, null if it did not
     * @param retries how many retries were made since a link was stable
     */
    public static LinkEnd of(CloseStatus status, @Nullable Failure failure, int retries) {
        return new LinkEnd(status, failure, retries);
    }

    /**
     * {@return code and reason of the peer's close frame; 1005 where it was empty, 1006 where there was none}
     */
    public CloseStatus status() {
        return status;
    }

    /** {@return why this side gave the link up, if it did} */
    public Optional<Failure> failure() {
        return Optional.ofNullable(failure);
    }

    /** {@return what the link was doing when this side gave it up} */
    public Optional<Failure.Phase> phase() {
        return failure().map(Failure::phase);
    }

    /**
     * {@return the HTTP status of the answer to the upgrade request, where it failed and the container shows
     * it}
     */
    public OptionalInt httpStatus() {
        return failure == null ? OptionalInt.empty() : failure.httpStatus();
    }

    /** {@return the headers of that answer, empty where the container does not show them} */
    public Map<String, List<String>> httpHeaders() {
        return failure == null ? Map.of() : failure.httpHeaders();
    }

    /** {@return who ended the link} */
    public ClosedBy closedBy() {
        if (failure != null) {
            return ClosedBy.THIS_SIDE;
        }
        return status.code() == CloseStatus.ABNORMAL ? ClosedBy.NOBODY : ClosedBy.PEER;
    }

    /** {@return how many retries were made since a link was stable} */
    public int retries() {
        return retries;
    }

    /**
     * {@return what the table of R4 says of this end} A 401 counts as a refusal here; that fresh credentials
     * may cure it (R5) is decided where a rule answers {@link RetryRule.Verdict#BY_TABLE}.
     */
    public boolean isRetriedByTable() {
        return RetryTable.rowOf(this).retried();
    }

    @Override
    public String toString() {
        return "LinkEnd[" + (failure == null ? status : failure) + "]";
    }
}
