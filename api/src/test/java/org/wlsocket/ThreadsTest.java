// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.junit.jupiter.api.Test;

class ThreadsTest {

    @Test
    void a_thread_has_the_class_loader_of_who_makes_it_on_every_jdk() throws Exception {
        Thread current = Thread.currentThread();
        ClassLoader before = current.getContextClassLoader();
        try (URLClassLoader applications = new URLClassLoader(new URL[0])) {
            current.setContextClassLoader(applications);
            assertThat(Threads.daemon("daemon", () -> {}).getContextClassLoader()).isSameAs(applications);
            ExecutorService pool = Threads.pool("pool");
            current.setContextClassLoader(before);
            CompletableFuture<ClassLoader> seen = new CompletableFuture<>();
            pool.execute(() -> seen.complete(Thread.currentThread().getContextClassLoader()));
            assertThat(seen.get()).isSameAs(applications);
            pool.shutdown();
        } finally {
            current.setContextClassLoader(before);
        }
    }

    @Test
    void c9_a_pool_knows_its_threads_and_no_others() throws Exception {
        ExecutorService pool = Threads.pool("one");
        ExecutorService timer = Threads.timer("other");
        CompletableFuture<Thread> one = new CompletableFuture<>();
        pool.execute(() -> one.complete(Thread.currentThread()));
        assertThat(Threads.isOf(pool, one.get())).isTrue();
        assertThat(Threads.isOf(timer, one.get())).isFalse();
        assertThat(Threads.isOf(pool, Thread.currentThread())).isFalse();
        pool.shutdown();
        timer.shutdown();
    }
}
