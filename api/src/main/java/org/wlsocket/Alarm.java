// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.time.Duration;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * A timer for something that may be over before it rings, even before it is set: what is over must not be
 * kept in memory until then. Called without a socket's lock.
 */
final class Alarm {

    /** Guarded by this. */
    private @Nullable Future<?> timer;

    /** Guarded by this. */
    private boolean cancelled;

    /** Sets the timer, in the place of one that was set before. */
    void set(Kernel kernel, Duration delay, Runnable task) {
        Future<?> made = kernel.after(delay, task);
        boolean late;
        synchronized (this) {
            late = cancelled;
            timer = made;
        }
        if (late) {
            cancel();
        }
    }

    /** Spares the timer, also one that is set from now on. */
    void cancel() {
        Future<?> last;
        synchronized (this) {
            cancelled = true;
            last = timer;
            timer = null;
        }
        if (last != null) {
            last.cancel(false);
        }
    }
}
