// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

/**
 * Hides the interrupt flag of an application's thread from a container, whose channel would be closed by it.
 */
final class Uninterrupted {

    private Uninterrupted() {}

    static void run(Runnable call) {
        boolean interrupted = Thread.interrupted();
        try {
            call.run();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
