// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import java.io.IOException;
import java.nio.channels.AsynchronousChannelGroup;
import java.nio.channels.AsynchronousSocketChannel;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.wlsocket.spi.HttpProxy;

/** The asynchronous channels of the JDK: Tyrus keeps one group of them in a static field, as on Grizzly. */
final class JdkTransport implements TyrusTransport {

    private static final String FILTER = "org.glassfish.tyrus.container.jdk.client.TransportFilter";
    private static final String POOL = "org.glassfish.tyrus.client.ThreadPoolConfig";

    private static final int MOST_WORKERS = 128;
    private static final int WORKERS_KEPT_FREE = 32;
    private static final int FEWEST_WORKERS = 2;

    /**
     * So many connections more that the count does not reach 0, even where Tyrus counts an end twice or late.
     */
    private static final int HELD = 1 << 20;

    private static final int LEFT_IDLE_SECONDS = 5;
    private static final long END_SECONDS = 5;

    /** So long the ends of the last connections may be on their way. */
    private static final long LAST_ENDS_MILLIS = 300;

    private static final long LOOK_MILLIS = 10;

    private static final SharedUse SHARED = new SharedUse();
    private static final Readers READERS = new Readers(JdkTransport::readersThatMayWait);

    /**
     * Another application has used the group from before, with its own threads. Written with the lock of the
     * use.
     */
    private static volatile boolean foreign;

    private final ClassLoader loader;

    private final SharedUse.Share share = SHARED.new Share();

    JdkTransport(ClassLoader loader) {
        this.loader = loader;
    }

    @Override
    public void tune(Map<String, Object> properties) throws ReflectiveOperationException, IOException {
        JdkConnector.check(loader);
        Object config = Objects.requireNonNull(
                Reflect.call(Reflect.type(loader, POOL), "defaultConfig"));
        Reflect.call(config, "setMaxPoolSize", MOST_WORKERS);
        Reflect.call(config, "setCorePoolSize", FEWEST_WORKERS);
        Reflect.call(config, "setDaemon", true);
        Reflect.call(config, "setInitialClassLoader", loader);
        share.begin(() -> foreign = isUsedByOthers());
        properties.put("org.glassfish.tyrus.client.workerThreadPoolConfig", config);
    }

    /**
     * Keeps the group from being stopped. One that is idle from before has too few threads, and is replaced.
     */
    private boolean isUsedByOthers() throws ReflectiveOperationException {
        Class<?> filter = Reflect.type(loader, FILTER);
        synchronized (filter) {
            Object idle = Reflect.getOrNull(filter, "channelGroup");
            boolean used = idle != null && openConnections().get() > 0;
            openConnections().set(used ? openConnections().get() + HELD : HELD);
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

    /** A channel that could not be connected has closed itself, which Tyrus does not count as an end. */
    static void countEnd(Object filter) throws ReflectiveOperationException {
        synchronized (filter) {
            boolean open = Reflect.getOrNull(filter, "socketChannel")
                    instanceof AsynchronousSocketChannel channel
                    && channel.isOpen();
            if (!open && Reflect.getOrNull(filter, "upstreamFilter") != null) {
                Reflect.set(filter, "upstreamFilter", null);
                var unused = ((AtomicInteger) Reflect.get(
                        filter.getClass(), "openedConnections")).decrementAndGet();
            }
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
                Objects.requireNonNull(arguments[0]),
                properties,
                Objects.requireNonNull(arguments[2]),
                proxy);
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
        share.end(this::stop);
    }

    private void stop() throws ReflectiveOperationException, IOException {
        if (!foreign) {
            awaitLastEnds();
        }
        Object group = takeUnlessUsed(Reflect.type(loader, FILTER));
        if (group instanceof AsynchronousChannelGroup channels) {
            channels.shutdownNow();
            try {
                channels.awaitTermination(END_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Only connections of others are left then. */
    private void awaitLastEnds() throws ReflectiveOperationException {
        AtomicInteger open = openConnections();
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LAST_ENDS_MILLIS);
        while (open.get() > HELD && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS));
        }
    }

    /**
     * {@return the group, which Tyrus has no more; null when others are on it, to whom and to Tyrus it is
     * left}
     */
    private @Nullable Object takeUnlessUsed(Class<?> filter) throws ReflectiveOperationException {
        synchronized (filter) {
            int others = openConnections().addAndGet(-HELD);
            if (foreign) {
                return null;
            }
            if (others > 0) {
                // Tyrus sets it only when it counts no connection, thus never while this class has counted
                // more.
                Reflect.set(filter, "currentContainerIdleTimeout", LEFT_IDLE_SECONDS);
                return null;
            }
            Object group = Reflect.getOrNull(filter, "channelGroup");
            Reflect.set(filter, "channelGroup", null);
            openConnections().set(0);
            return group;
        }
    }

    @Override
    public Readers readers() {
        return READERS;
    }

    private static int readersThatMayWait() {
        return foreign ? Readers.FEW : MOST_WORKERS - WORKERS_KEPT_FREE;
    }
}
