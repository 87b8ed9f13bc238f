// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.spi;

import org.jspecify.annotations.Nullable;

/** Learns how one write ended. */
@FunctionalInterface
public interface WriteListener {

    /**
     * Called once.
     *
     * @param failure null when the container took the whole message, else why it did not
     */
    void ended(@Nullable Throwable failure);
}
