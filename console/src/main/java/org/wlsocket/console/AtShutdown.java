// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

/** Tidies up when the process is asked to end, as by Ctrl-C, while some work goes on. */
final class AtShutdown {

    /** The work, with its exit code. */
    interface Work {
        int run() throws InterruptedException;
    }

    private AtShutdown() {}

    static int run(Runnable tidying, Work work) throws InterruptedException {
        Thread hook = new Thread(tidying, "wlsocket-shutdown");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return work.run();
        } finally {
            forget(hook);
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // it runs already
        }
    }
}
