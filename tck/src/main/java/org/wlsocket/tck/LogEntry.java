// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import org.jspecify.annotations.Nullable;

/**
 * One thing that the peer did: it sent a frame, or it ended the connection; exactly one of the two is not
 * null.
 *
 * @param nanoTime {@link System#nanoTime} when the server had it whole
 */
public record LogEntry(long nanoTime, @Nullable Frame frame, @Nullable PeerEnd end) {
    @Override
    public String toString() {
        return frame == null ? String.valueOf(end) : frame.toString();
    }
}
