// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import org.jspecify.annotations.Nullable;

/**
 * Writes to a log that is foreign code too: what it throws, or what the exception throws in it, must not
 * break us.
 */
final class Logs {

    private Logs() {}

    /** {@return the exception as text; whatever it does when it is asked for it} */
    static String shown(Throwable thrown) {
        try {
            return thrown.toString();
        } catch (Throwable t) {
            return thrown.getClass().getName();
        }
    }

    static void log(
            System.Logger log, System.Logger.Level level, String message, @Nullable Throwable thrown) {
        try {
            log.log(level, message, thrown);
        } catch (Throwable t) {
            // There is nowhere else to tell it.
        }
    }
}
