// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

/** How many connections of a {@link MemoryProvider} are open, and were at most at once. */
final class MemoryCount {

    private int open; // guarded by this
    private int most; // guarded by this

    synchronized void opened() {
        open++;
        most = Math.max(most, open);
    }

    synchronized void ended() {
        open--;
    }

    synchronized int open() {
        return open;
    }

    synchronized int most() {
        return most;
    }
}
