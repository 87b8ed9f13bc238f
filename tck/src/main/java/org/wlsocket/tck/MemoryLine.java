// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a {@link MemoryPeer} says, in order and one at a time, from the moment when the link is open. */
final class MemoryLine {

    private final Executor executor;
    private final Consumer<Throwable> failures;
    private final Queue<Runnable> reports = new ArrayDeque<>(); // guarded by this
    private boolean started; // guarded by this
    private boolean running; // guarded by this

    MemoryLine(Executor executor, Consumer<Throwable> failures) {
        this.executor = executor;
        this.failures = failures;
    }

    void start() {
        synchronized (this) {
            started = true;
        }
        run();
    }

    void execute(Runnable report) {
        synchronized (this) {
            reports.add(report);
        }
        run();
    }

    private void run() {
        synchronized (this) {
            if (!started || running || reports.isEmpty()) {
                return;
            }
            running = true;
        }
        executor.execute(this::drain);
    }

    private void drain() {
        for (Runnable report = next(); report != null; report = next()) {
            run(report);
        }
    }

    /** What one report throws must not silence those behind it, nor be lost. */
    private void run(Runnable report) {
        try {
            report.run();
        } catch (Throwable t) {
            failures.accept(t);
        }
    }

    private synchronized @Nullable Runnable next() {
        Runnable report = reports.poll();
        running = report != null;
        return report;
    }
}
