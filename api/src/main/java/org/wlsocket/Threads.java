// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The threads that the library makes when it is given none: daemon, named, few, with the application's class
 * loader.
 */
final class Threads {

    private static final int KEPT_SECONDS = 5;

    private Threads() {}

    /** {@return a pool that has a thread for each task at once and keeps none for long} */
    static ExecutorService pool(String name) {
        return new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                KEPT_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                new Factory(name));
    }

    static ScheduledExecutorService timer(String name) {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, new Factory(name));
        timer.setRemoveOnCancelPolicy(true);
        timer.setKeepAliveTime(KEPT_SECONDS, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        return timer;
    }

    static Thread daemon(String name, Runnable task) {
        // Inheritable thread locals of whoever sends first are not ours to carry.
        Thread thread = new Own(task, name);
        // Newer JDKs do not inherit the class loader either, which the application's code on this thread
        // needs.
        thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
        thread.setDaemon(true);
        return thread;
    }

    /** {@return whether the current thread was made here} */
    static boolean isOwn() {
        return Thread.currentThread() instanceof Own;
    }

    private static final class Own extends Thread {

        Own(Runnable task, String name) {
            super(null, task, name, 0, false);
        }
    }

    /** {@return whether a thread is one of those that a pool or timer of this class made} */
    static boolean isOf(ExecutorService pool, Thread thread) {
        return pool instanceof ThreadPoolExecutor made
                && made.getThreadFactory() instanceof Factory factory
                && factory.threads.contains(thread);
    }

    /** Knows its living threads. */
    private static final class Factory implements ThreadFactory {

        private final String name;

        /** Caught here, not inherited from whichever thread happens to send first. */
        private final @Nullable ClassLoader loader = Thread.currentThread().getContextClassLoader();

        private final AtomicInteger count = new AtomicInteger();
        private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

        Factory(String name) {
            this.name = name;
        }

        @Override
        public Thread newThread(Runnable task) {
            Thread thread = daemon(name + "-" + count.incrementAndGet(), () -> {
                threads.add(Thread.currentThread());
                try {
                    task.run();
                } finally {
                    threads.remove(Thread.currentThread());
                }
            });
            thread.setContextClassLoader(loader);
            return thread;
        }
    }
}
