// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.util.concurrent.CompletionStage;

/** What makes each new link ready before anything else is sent: log in, subscribe (R10). */
@FunctionalInterface
public interface Readiness {

    /**
     * Prepares a new link. Called once for each link, right after the listener had its
     * {@link SocketEvent.Opened} and before any other event, and must not block: messages reach the listener
     * when it has returned, so that a reply can complete the stage. For a socket that is read it has a thread
     * of its own, and may wait in {@link Preparation#receive}. If it blocks beyond its limit, the listener
     * goes on without it; it is interrupted at the end of {@link Sockets#close()} alone, when its thread is
     * the library's own. Any thread may complete the stage.
     *
     * <p>The link is ready, and queued messages go out, when the stage completes. If it completes
     * exceptionally, is null, or has not completed within {@link SocketOptions#prepareLimit()}, or this
     * method throws, the attempt has failed with the phase {@link Failure.Phase#PREPARE}.
     *
     * @throws Exception any failure of the preparation
     */
    CompletionStage<?> prepare(Preparation preparation) throws Exception;
}
