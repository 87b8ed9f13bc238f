// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A test of a test: a pool that was forgotten is noticed, although its idle threads end by themselves. */
class OwnThreadsTest {

    private final Set<Thread> before = ContractTests.ownThreads();

    @Test
    void c9_an_idle_thread_of_a_pool_that_is_not_shut_down_is_noticed() throws Exception {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                0, 1, 1, TimeUnit.MINUTES, new SynchronousQueue<>(), task -> {
                    Thread thread = new Thread(task, "wlsocket-forgotten");
                    thread.setDaemon(true);
                    return thread;
                });
        try {
            pool.submit(() -> {}).get();
            assertThatThrownBy(() -> OwnThreads.awaitEnd("no thread is left", before))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContainingAll("not shut down", "wlsocket-forgotten");
        } finally {
            pool.shutdown();
        }
        OwnThreads.awaitEnd("no thread is left", before);
    }
}
