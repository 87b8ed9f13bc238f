// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import java.lang.System.Logger.Level;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What code of the application finds around it when it is called on a thread of the library: its class loader
 * and, on a server with Jakarta Concurrency, {@code java:comp} and what else the server gives its threads
 * (D3).
 */
final class Surroundings {

    private static final System.Logger LOG = System.getLogger("org.wlsocket.cdi");

    /** That of the start, which may be another than that of the application's classes. */
    private volatile @Nullable ClassLoader loader;

    /** Runs a task as the application's own thread would; null where there is none. */
    private volatile @Nullable Consumer<Runnable> context;

    private Surroundings(@Nullable ClassLoader loader) {
        this.loader = loader;
    }

    /** {@return those of an application of which a class is known, until they are captured} */
    static Surroundings of(Class<?> home) {
        return new Surroundings(home.getClassLoader());
    }

    /** {@return those of a class with a context, for tests} */
    static Surroundings through(Consumer<Runnable> context) {
        Surroundings made = of(Surroundings.class);
        made.context = context;
        return made;
    }

    /** Takes over what this thread has, which must be one that starts the application. */
    void capture() {
        ClassLoader current = Thread.currentThread().getContextClassLoader();
        if (current != null) {
            loader = current;
        }
        if (context == null) {
            context = ServerContext.capture(Runnable::run);
        }
    }

    /** Calls the application. */
    <T> T call(Callable<T> work) throws Exception {
        Call<T> call = new Call<>(work, loader);
        Consumer<Runnable> server = context;
        if (server != null) {
            runThrough(server, call);
        }
        if (!call.started) {
            call.run();
        }
        return call.result();
    }

    /** A server that is stopping may refuse; the events of the close must come all the same. */
    private static void runThrough(Consumer<Runnable> server, Call<?> call) {
        try {
            server.accept(call);
        } catch (RuntimeException | Error e) {
            LOG.log(Level.DEBUG, "the server did not lend its context to a call of the application", e);
        }
    }

    /** One call, and what became of it. */
    private static final class Call<T> implements Runnable {

        private final Callable<T> work;
        private final @Nullable ClassLoader loader;
        private boolean started;
        private @Nullable T value;
        private @Nullable Throwable thrown;

        Call(Callable<T> work, @Nullable ClassLoader loader) {
            this.work = work;
            this.loader = loader;
        }

        @Override
        public void run() {
            started = true;
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            thread.setContextClassLoader(loader);
            try {
                value = work.call();
            } catch (Throwable t) {
                thrown = t;
            } finally {
                thread.setContextClassLoader(before);
            }
        }

        @SuppressWarnings("NullAway") // The work decides whether its value may be null.
        T result() throws Exception {
            if (thrown instanceof Exception exception) {
                throw exception;
            }
            if (thrown instanceof Error error) {
                throw error;
            }
            return value;
        }
    }
}
