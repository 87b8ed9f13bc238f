// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/** Counts the container threads that wait for listeners (E10): one count for all who have them in common. */
final class Readers {

    /** How many may wait where the threads are another application's, which may have as few. */
    static final int FEW = 2;

    /** On containers that the binding knows nothing of, or that are not its own. */
    static final Readers FOREIGN = new Readers(() -> FEW);

    private final IntSupplier most;
    private final AtomicInteger waiting = new AtomicInteger();

    Readers(IntSupplier most) {
        this.most = most;
    }

    /** {@return whether one more may wait} */
    boolean letOneWait() {
        int limit = most.getAsInt();
        return waiting.getAndUpdate(count -> count < limit ? count + 1 : count) < limit;
    }

    void oneGoesOn() {
        waiting.decrementAndGet();
    }
}
