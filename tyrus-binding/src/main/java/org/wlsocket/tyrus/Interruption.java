// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Interrupts one thread while it is in a container's call, and leaves nothing of that behind. */
final class Interruption implements Consumer<Throwable> {

    /** Guarded by this. */
    private @Nullable Thread thread;

    synchronized void begin() {
        thread = Thread.currentThread();
    }

    @Override
    public synchronized void accept(Throwable why) {
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** The thread is one of the kernel's, which interrupts nobody. */
    synchronized void end() {
        if (thread != null) {
            thread = null;
            boolean unused = Thread.interrupted();
        }
    }
}
