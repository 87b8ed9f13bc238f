// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.wlsocket.spi.SocketProvider;

/**
 * Ends provider and threads, in that order: what a provider reports while it ends still finds its threads.
 */
final class Shutdown {

    private static final System.Logger LOG = System.getLogger("org.wlsocket");
    private static final long MILLIS = 1000;

    private Shutdown() {}

    /**
     * Returns within about a second, whatever the provider does; what it holds longer is held by daemon
     * threads.
     */
    static void run(
            SocketProvider provider, List<ExecutorService> own, @Nullable ExecutorService connectPool) {
        boolean interrupted = Thread.interrupted();
        Thread closer = Threads.daemon("wlsocket-provider-close", () -> close(provider));
        closer.start();
        interrupted |= !await(() -> closer.join(MILLIS));
        own.forEach(ExecutorService::shutdownNow);
        if (connectPool != null) {
            connectPool.shutdown();
            interrupted |= !await(() -> connectPool.awaitTermination(MILLIS / 4, TimeUnit.MILLISECONDS));
        }
        for (ExecutorService pool : own) {
            interrupted |= !await(() -> pool.awaitTermination(MILLIS / 4, TimeUnit.MILLISECONDS));
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(SocketProvider provider) {
        try {
            provider.close();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "the provider " + provider.name()
                    + " did not close cleanly", e);
        }
    }

    private interface Wait {
        void run() throws InterruptedException;
    }

    private static boolean await(Wait wait) {
        try {
            wait.run();
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }
}
