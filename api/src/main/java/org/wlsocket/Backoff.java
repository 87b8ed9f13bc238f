// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** The delays between attempts (R3). */
final class Backoff {

    private Backoff() {}

    /**
     * {@return the delay before a retry}
     *
     * @param retry counted from 1
     */
    static Duration delay(Reconnect settings, int retry, RandomGenerator random) {
        if (retry <= 1) {
            return part(settings.firstDelay(), random);
        }
        Duration half = doubled(settings.minDelay(), settings.maxDelay(), retry - 2).dividedBy(2);
        return half.plus(part(half, random));
    }

    private static Duration doubled(Duration from, Duration most, int times) {
        Duration value = from;
        for (int i = 0; i < times && value.compareTo(most) < 0; i++) {
            value = value.multipliedBy(2);
        }
        return value.compareTo(most) < 0 ? value : most;
    }

    /** Uniform from zero to the whole; milliseconds are fine enough, and never overflow. */
    private static Duration part(Duration whole, RandomGenerator random) {
        return Duration.ofMillis(random.nextLong(whole.toMillis() + 1));
    }
}
