// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import java.io.IOException;
import java.nio.channels.AsynchronousChannelGroup;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.wlsocket.spi.HttpProxy;

/** The asynchronous channels of the JDK: Tyrus keeps one group of them in a static field, as on Grizzly. */
final class JdkTransport implements TyrusTransport {

    private static final System.Logger LOG = System.getLogger("org.wlsocket.tyrus");
    private static final String FILTER = "org.glassfish.tyrus.container.jdk.client.TransportFilter";
    private static final String POOL = "org.glassfish.tyrus.client.ThreadPoolConfig";

    private static final int MOST_WORKERS = 128;
    private static final int WORKERS_KEPT_FREE = 32;
    private static final int FEWEST_WORKERS = 2;

    /** How many may wait where the threads are another application's. */
    private static final int FEW = 4;

    /** So many connections more that the count does not reach 0, even where Tyrus counts an end twice or late. */
    private static final int HELD = 1 << 20;

    private static final long END_SECONDS = 5;

    private static final Object LOCK = new Object();

    /** Guarded by LOCK. */
    private static int users;

    /** Another application uses the group with a configuration of its own. Guarded by LOCK. */
    private static boolean foreign;

    private final ClassLoader loader;

    /** Guarded by LOCK. */
    private boolean uses;

    JdkTransport(ClassLoader loader) {
        this.loader = loader;
    }

    @Override
    public void tune(Map<String, Object> properties) throws ReflectiveOperationException {
        Object config = Objects.requireNonNull(
                Reflect.call(Reflect.type(loader, POOL), "defaultConfig"));
        Reflect.call(config, "setMaxPoolSize", MOST_WORKERS);
        Reflect.call(config, "setCorePoolSize", FEWEST_WORKERS);
        Reflect.call(config, "setDaemon", true);
        Reflect.call(config, "setInitialClassLoader", loader);
        properties.put("org.glassfish.tyrus.client.workerThreadPoolConfig", config);
        synchronized (LOCK) {
            if (!uses) {
                uses = true;
                users++;
                if (users == 1) {
                    foreign = isUsedByOthers();
                }
            }
        }
    }

    /** Keeps the group from being stopped. One that is idle from before has too few threads, and is replaced. */
    private boolean isUsedByOthers() throws ReflectiveOperationException {
        Class<?> filter = Reflect.type(loader, FILTER);
        synchronized (filter) {
            boolean used = openConnections().getAndAdd(HELD) > 0;
            Object idle = Reflect.getOrNull(filter, "channelGroup");
            if (!used && idle instanceof AsynchronousChannelGroup group) {
                if (Reflect.getOrNull(filter, "closeWaitTask") instanceof Future<?> stop) {
                    stop.cancel(false);
                }
                Reflect.set(filter, "channelGroup", null);
                group.shutdown();
            }
            return used;
        }
    }

    /** While it is not 0 Tyrus does not stop the group when it is idle, on a thread that never ends. */
    private AtomicInteger openConnections() throws ReflectiveOperationException {
        return (AtomicInteger) Reflect.get(Reflect.type(loader, FILTER), "openedConnections");
    }

    @Override
    public void opening(Attempt attempt) {}

    @Override
    @SuppressWarnings("unchecked")
    public void open(Attempt attempt, Object container, @Nullable Object[] arguments) throws Throwable {
        HttpProxy proxy = attempt.handshake().proxy().orElse(null);
        Map<String, Object> properties = (Map<String, Object>) Objects.requireNonNull(arguments[1]);
        new JdkConnector(container).open(
                Objects.requireNonNull(arguments[0]), properties, Objects.requireNonNull(arguments[2]), proxy);
    }

    @Override
    public void opened() {}

    @Override
    public void requesting(Attempt attempt, @Nullable Object timeoutHandler) {
        if (timeoutHandler != null) {
            attempt.link().reaches(new JdkTcp(timeoutHandler));
        }
    }

    @Override
    public void close() {
        synchronized (LOCK) {
            if (!uses) {
                return;
            }
            uses = false;
            users--;
            if (users == 0) {
                try {
                    stop();
                } catch (ReflectiveOperationException | IOException e) {
                    LOG.log(System.Logger.Level.WARNING, "could not stop Tyrus' channel group", e);
                }
            }
        }
    }

    private void stop() throws ReflectiveOperationException, IOException {
        Class<?> filter = Reflect.type(loader, FILTER);
        Object group;
        synchronized (filter) {
            if (foreign) {
                var unused = openConnections().addAndGet(-HELD);
                return;
            }
            group = Reflect.getOrNull(filter, "channelGroup");
            Reflect.set(filter, "channelGroup", null);
            openConnections().set(0);
        }
        if (group instanceof AsynchronousChannelGroup channels) {
            channels.shutdownNow();
            try {
                channels.awaitTermination(END_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public int readersThatMayWait() {
        synchronized (LOCK) {
            return foreign ? FEW : MOST_WORKERS - WORKERS_KEPT_FREE;
        }
    }
}
