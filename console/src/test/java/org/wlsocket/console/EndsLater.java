// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Gives what another stream gives, but the end only when a condition holds. */
final class EndsLater extends FilterInputStream {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long PAUSE_MILLIS = 5;

    private final BooleanSupplier condition;

    EndsLater(InputStream in, BooleanSupplier condition) {
        super(in);
        this.condition = condition;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = super.read(target, offset, length);
        if (count < 0) {
            awaitCondition();
        }
        return count;
    }

    private void awaitCondition() throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new IOException("expected more output before the end of the input, found none");
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
    }
}
