// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.benchmarks;

/** What was measured is not what is allowed. The message says expected, found and what to do. */
final class Failed extends RuntimeException {

    private static final long serialVersionUID = 1;

    Failed(String message) {
        super(message);
    }

    static void unless(boolean fine, String expected, Object found) {
        if (!fine) {
            throw new Failed("expected " + expected + ", found " + found
                    + "; run bin/capacity for this container alone to see whether it stays so");
        }
    }
}
