// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

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
        String unused = value(
                () -> "that " + what + ", found that not so",
                () -> condition.getAsBoolean() ? Optional.of(what) : Optional.empty());
    }

    /** Waits until there is a value. */
    static <T> T value(Supplier<String> what, Supplier<Optional<T>> value) {
        long end = System.nanoTime() + SECONDS.toNanos(SECONDS_AT_MOST);
        Optional<T> found = value.get();
        while (found.isEmpty()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("expected " + what.get() + " in " + SECONDS_AT_MOST + " s");
            }
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted while waiting for " + what.get(), e);
            }
            found = value.get();
        }
        return found.get();
    }
}
