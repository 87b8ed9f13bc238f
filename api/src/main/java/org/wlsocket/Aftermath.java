// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.util.List;

/**
 * What a step leaves to be done without the lock.
 *
 * @param effect what is to be done to the wire
 * @param status what the peer is told by that effect
 * @param dispatch whether the inbox must be dispatched
 * @param write whether the writer was claimed and must write
 * @param over whether the link is over
 * @param tasks what is to be run on the executor
 */
record Aftermath(
        LinkState.Effect effect,
        CloseStatus status,
        boolean dispatch,
        boolean write,
        boolean over,
        List<Runnable> tasks) {

    static final Aftermath NOTHING =
            new Aftermath(LinkState.Effect.NONE, CloseStatus.NORMAL, false, false, false, List.of());
}
