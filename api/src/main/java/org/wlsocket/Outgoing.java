// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import org.wlsocket.spi.Wire;
import org.wlsocket.spi.WriteListener;

/** Something that goes out through a link's one writer. */
sealed interface Outgoing permits OutgoingMessage, Ping {

    /** Starts the write; called without the lock. */
    void start(Wire wire, WriteListener end);
}
