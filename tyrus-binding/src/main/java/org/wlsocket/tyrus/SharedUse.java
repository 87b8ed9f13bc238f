// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Counts who uses what Tyrus keeps in a static field: the first provider starts it and the last one stops it.
 */
final class SharedUse {

    private static final System.Logger LOG = System.getLogger("org.wlsocket.tyrus");
    private static final long END_SECONDS = 5;

    @FunctionalInterface
    interface Step {
        void run() throws ReflectiveOperationException, IOException;
    }

    /** Guarded by this. */
    private int users;

    /** What one provider has of it. */
    final class Share {

        /** Guarded by the outer object. */
        private boolean uses;

        /** Counts this provider once; when the start throws it is not counted. */
        void begin(Step start) throws ReflectiveOperationException, IOException {
            synchronized (SharedUse.this) {
                if (!uses) {
                    if (users == 0) {
                        start.run();
                    }
                    users++;
                    uses = true;
                }
            }
        }

        /** Does something while nobody starts or stops, if this provider is counted. */
        void using(Step step) throws ReflectiveOperationException, IOException {
            synchronized (SharedUse.this) {
                if (uses) {
                    step.run();
                }
            }
        }

        /** Does nothing for a provider that is not counted. */
        void end(Step stop) {
            synchronized (SharedUse.this) {
                if (uses) {
                    uses = false;
                    users--;
                    if (users == 0) {
                        stopped(stop);
                    }
                }
            }
        }
    }

    private static void stopped(Step stop) {
        try {
            stop.run();
        } catch (ReflectiveOperationException | IOException | RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "could not stop what Tyrus shares", e);
        }
    }

    static void await(@Nullable Object pool) {
        if (pool instanceof ExecutorService threads) {
            try {
                threads.awaitTermination(END_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
