// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/** Waits with a deadline for what other threads do. */
final class Patience {

    static final Duration LIMIT = EventRecorder.PATIENCE;

    private Patience() {}

    static void until(String what, Callable<Boolean> condition) {
        until(what, LIMIT, condition);
    }

    static void until(String what, Duration limit, Callable<Boolean> condition) {
        Awaitility.await(what)
                .atMost(limit)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .until(condition);
    }

    static <T> T take(BlockingQueue<T> queue, String what) {
        try {
            T taken = queue.poll(LIMIT.toNanos(), NANOSECONDS);
            if (taken == null) {
                throw new AssertionError("expected " + what + " within " + LIMIT + ", found none");
            }
            return taken;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for " + what, e);
        }
    }
}
