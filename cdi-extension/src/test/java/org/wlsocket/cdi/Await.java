// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.concurrent.BlockingQueue;
import java.util.function.BooleanSupplier;

/** Waits as long as a loaded machine may need. */
final class Await {

    private static final long SECONDS_AT_MOST = 30;

    private Await() {}

    static <T> T next(BlockingQueue<T> queue, String what) {
        try {
            T next = queue.poll(SECONDS_AT_MOST, SECONDS);
            if (next == null) {
                throw new AssertionError("expected " + what + ", found none in " + SECONDS_AT_MOST + " s");
            }
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for " + what, e);
        }
    }

    static void until(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + SECONDS.toNanos(SECONDS_AT_MOST);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("expected that " + what + ", found that not so in "
                        + SECONDS_AT_MOST + " s");
            }
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted while waiting until " + what, e);
            }
        }
    }
}
