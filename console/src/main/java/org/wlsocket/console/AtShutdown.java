// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

/** Runs something when the process is asked to end, as by Ctrl-C; forgotten on close. */
final class AtShutdown implements AutoCloseable {

    private final Thread hook;

    private AtShutdown(Thread hook) {
        this.hook = hook;
    }

    static AtShutdown run(Runnable task) {
        Thread hook = new Thread(task, "wlsocket-shutdown");
        Runtime.getRuntime().addShutdownHook(hook);
        return new AtShutdown(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // it runs already
        }
    }
}
