// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Delivers for a {@link MemoryProvider}, and tells when the last thread that does waits at a bound. */
final class ReaderThread implements Executor {

    private volatile @Nullable Thread last;

    @Override
    public void execute(Runnable task) {
        Thread thread = new Thread(task, "reader");
        thread.setDaemon(true);
        last = thread;
        thread.start();
    }

    boolean waits() {
        Thread reader = last;
        return reader != null && reader.getState() == Thread.State.WAITING;
    }
}
