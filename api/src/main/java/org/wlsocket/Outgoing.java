// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import org.wlsocket.spi.Wire;
import org.wlsocket.spi.WriteListener;

/** Something that goes out through a link's one writer: a message or a ping. */
interface Outgoing {

    /** Starts the write; called without the lock. */
    void start(Wire wire, WriteListener end);

    /**
     * Notes the one outcome; called with the lock.
     *
     * @return what is to be run without the lock, on the executor, so that those who wait learn of it
     */
    Runnable settle(Delivery.Outcome outcome);
}
