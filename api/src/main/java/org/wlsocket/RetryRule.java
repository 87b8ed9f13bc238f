// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

/**
 * Says whether another attempt is made after a link has ended (R4).
 *
 * <p>Without a rule, or where it answers {@link Verdict#BY_TABLE}, the table decides: what may pass is
 * retried, what would only happen again is not. {@link LinkEnd#isRetriedByTable()} tells its answer.
 */
@FunctionalInterface
public interface RetryRule {

    /** What a rule answers. */
    enum Verdict {
        /** Another attempt is made, after the usual delay or the one that the server asks for. */
        RETRY,
        /** No attempt is made; the socket has ended. */
        STOP,
        /** The table decides. */
        BY_TABLE
    }

    /**
     * Decides about one end. Called on a thread of the {@link Sockets} and without a lock, once for each end
     * that the application did not ask for, before the listener gets the {@link SocketEvent.Closed}; what
     * came before may be being delivered meanwhile. If it throws, returns null or takes longer than
     * {@link Reconnect#ruleLimit()}, the table decides. A rule that does not return keeps its thread; it is
     * interrupted at the end of {@link Sockets#close()} alone, when that thread is the library's own.
     */
    Verdict decide(LinkEnd end);
}
