// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.benchmarks;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import org.wlsocket.SocketEvent;
import org.wlsocket.SocketOptions;
import org.wlsocket.Sockets;

/** Sockets that open and close, one after the other, and must leave nothing. */
final class OpenCloseCycles {

    private static final int WARM_UP = 150;
    private static final int COUNT = 1500;
    private static final double KIB = 1024;

    /**
     * What containers keep for their threads varies, on Grizzly by 12 MiB; sockets that stay would be more,
     * on the leanest of them 15 MiB.
     */
    private static final long MOST_GROWTH = 14 << 20;

    /** Longer than idle threads of every container stay. */
    private static final Duration SETTLE = Duration.ofSeconds(75);

    private static final long LOOK_NANOS = Duration.ofMillis(100).toNanos();

    private final String url;

    OpenCloseCycles(String url) {
        this.url = url;
    }

    /**
     * {@return the growth of the heap, the threads beyond the most that the warm-up had, and the time of a
     *     cycle}
     */
    String measured() throws InterruptedException {
        try (Sockets sockets = Sockets.create()) {
            run(sockets, WARM_UP);
            long heapBefore = Jvm.usedHeap();
            int threadsBefore = Jvm.peakThreads();
            long start = System.nanoTime();
            run(sockets, COUNT);
            double millis = (System.nanoTime() - start) / 1e6 / COUNT;
            int live = live(sockets);
            Failed.unless(live == 0, "no connection after all were closed", live);
            int threads = settledThreads(threadsBefore);
            long growth = Jvm.usedHeap() - heapBefore;
            Failed.unless(threads <= 0, "no more threads than before", threads + " more");
            Failed.unless(growth <= MOST_GROWTH, "a growth of at most " + MOST_GROWTH + " bytes", growth);
            return String.format(Locale.ROOT, "%+.0f KiB | %+d | %.1f ms", growth / KIB, threads, millis);
        }
    }

    private void run(Sockets sockets, int cycles) throws InterruptedException {
        for (int i = 0; i < cycles; i++) {
            String at = url + CapacityServer.ECHO;
            Client.open(sockets, "cycle", at, SocketOptions.defaults()).end();
        }
    }

    /** {@return how many connections the server still has, but for the one that asks} */
    private int live(Sockets sockets) throws InterruptedException {
        long end = System.nanoTime() + Client.PATIENCE.toNanos();
        int live;
        do {
            String at = url + CapacityServer.LIVE;
            Client asking = Client.open(sockets, "asking", at, SocketOptions.defaults());
            live = Integer.parseInt(asking.await(SocketEvent.Text.class).text());
            asking.end();
        } while (live > 0 && System.nanoTime() - end < 0);
        return live;
    }

    private static int settledThreads(int before) {
        long end = System.nanoTime() + SETTLE.toNanos();
        while (Jvm.liveThreads() > before && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return Jvm.liveThreads() - before;
    }
}
