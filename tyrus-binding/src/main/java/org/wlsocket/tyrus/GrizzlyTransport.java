// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.net.Proxy;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.wlsocket.spi.HttpProxy;

/**
 * Grizzly, one transport for all connections: else each socket has three threads and 160 KB. Tyrus keeps it in a static
 * field, so all providers of a class loader share it; the first one starts it and the last one stops it.
 */
final class GrizzlyTransport implements TyrusTransport {

    private static final System.Logger LOG = System.getLogger("org.wlsocket.tyrus");
    private static final String CLIENT = "org.glassfish.tyrus.container.grizzly.client.";
    private static final String POOL = "org.glassfish.grizzly.threadpool.ThreadPoolConfig";

    /** A thread is held while its listener is at the bound (E10), so there are more than may wait. */
    private static final int MOST_WORKERS = 256;
    private static final int WORKERS_KEPT_FREE = 64;
    private static final int FEWEST_WORKERS = 4;

    /** Grizzly takes as many as it finds fit and warns of a smaller limit. */
    private static final int MOST_SELECTORS = 1024;

    /** How many may wait where the threads are another application's. */
    private static final int FEW = 2;

    /** Tyrus' own limit of each phase; the attempt's comes earlier. */
    private static final long SOCKET_MILLIS = 30_000;

    private static final long KEEP_ALIVE_SECONDS = 10;
    private static final long END_SECONDS = 5;

    private static final Object LOCK = new Object();

    /** Guarded by LOCK. */
    private static int users;

    /** Guarded by LOCK; null while it is not running, or is another application's. */
    private static @Nullable Object ours;

    /** The attempt that the current thread is opening a connection for. */
    private static final ThreadLocal<Attempt> OPENING = new ThreadLocal<>();

    private final ClassLoader loader;

    /** Guarded by LOCK. */
    private boolean uses;

    GrizzlyTransport(ClassLoader loader) {
        this.loader = loader;
    }

    @Override
    public void tune(Map<String, Object> properties) throws ReflectiveOperationException {
        properties.put("org.glassfish.tyrus.client.sharedContainer", true);
        synchronized (LOCK) {
            if (!uses) {
                uses = true;
                users++;
                if (users == 1) {
                    start();
                }
            }
        }
    }

    private void start() throws ReflectiveOperationException {
        Class<?> socket = Reflect.type(loader, CLIENT + "GrizzlyClientSocket");
        if (Reflect.getOrNull(socket, "transport") != null) {
            return;
        }
        // Tyrus would stop the transport when it is idle, on a thread that never ends; any task here keeps it from that.
        Reflect.set(Reflect.type(loader, CLIENT + "GrizzlyTransportTimeoutFilter"), "timeoutTask", never());
        Object workers = pool("wlsocket-tyrus-worker", FEWEST_WORKERS, MOST_WORKERS);
        Object selectors = pool("wlsocket-tyrus-selector", 1, MOST_SELECTORS);
        Object transport = Reflect.call(socket, "getOrCreateSharedTransport", workers, selectors);
        if (transport != null) {
            ours = transport;
            seeConnections(transport);
        }
    }

    private static Object never() {
        return java.lang.reflect.Proxy.newProxyInstance(
                GrizzlyTransport.class.getClassLoader(), new Class<?>[] {ScheduledFuture.class}, (p, m, a) -> null);
    }

    private Object pool(String name, int fewest, int most) throws ReflectiveOperationException {
        Object config = Reflect.call(Reflect.type(loader, POOL), "defaultConfig");
        Object known = Objects.requireNonNull(config);
        Reflect.call(known, "setPoolName", name);
        Reflect.call(known, "setCorePoolSize", fewest);
        Reflect.call(known, "setMaxPoolSize", most);
        Reflect.call(known, "setKeepAliveTime", KEEP_ALIVE_SECONDS, TimeUnit.SECONDS);
        Reflect.call(known, "setDaemon", true);
        Reflect.call(known, "setInitialClassLoader", loader);
        return known;
    }

    /** A connection is registered by the thread that opens it, before it is connected. */
    private void seeConnections(Object transport) throws ReflectiveOperationException {
        Class<?> type = Reflect.type(loader, "org.glassfish.grizzly.nio.NIOChannelDistributor");
        Object distributor = Objects.requireNonNull(Reflect.call(transport, "getNIOChannelDistributor"));
        GrizzlyTls tls = new GrizzlyTls(loader);
        Object seeing = Reflect.around(distributor, type, Map.of("registerChannelAsync", (arguments, next) -> {
            Attempt attempt = OPENING.get();
            if (attempt != null && arguments.length > 2 && arguments[2] != null) {
                reach(attempt, arguments[2], tls);
            }
            return next.call(arguments);
        }));
        Reflect.call(transport, "setNIOChannelDistributor", seeing);
    }

    private void reach(Attempt attempt, Object connection, GrizzlyTls tls) {
        try {
            attempt.link().reaches(new GrizzlyTcp(connection));
            tls.mend(connection);
            Class<?> type = Reflect.type(loader, "org.glassfish.grizzly.CloseListener");
            Object listener = java.lang.reflect.Proxy.newProxyInstance(loader, new Class<?>[] {type}, (proxy, method, arguments) -> {
                switch (method.getName()) {
                    case "onClosed" -> ended(attempt);
                    case "equals" -> {
                        return arguments[0] == proxy;
                    }
                    case "hashCode" -> {
                        return System.identityHashCode(proxy);
                    }
                    default -> {}
                }
                return null;
            });
            GrizzlyTcp.addCloseListener(connection, type, listener);
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "a Grizzly connection is not as expected", e);
        }
    }

    /** Grizzly can lose the close of a connection that ends while it is being opened. */
    private static void ended(Attempt attempt) {
        if (attempt.link().isOpen()) {
            attempt.link().tcpEnded(attempt.watch());
        }
    }

    @Override
    public void opening(Attempt attempt) {
        OPENING.set(attempt);
    }

    /** As {@code GrizzlyClientContainer} does, which would add the proxies of the JVM's selector. */
    @Override
    public void open(Attempt attempt, Object container, @Nullable Object[] arguments) throws Throwable {
        Constructor<?> constructor = Reflect.type(loader, CLIENT + "GrizzlyClientSocket").getDeclaredConstructors()[0];
        constructor.setAccessible(true);
        try {
            Object socket = constructor.newInstance(arguments[0], SOCKET_MILLIS, arguments[2], arguments[1]);
            HttpProxy proxy = attempt.handshake().proxy().orElse(null);
            Reflect.set(socket, "proxies", new OneProxy(
                    proxy == null ? Proxy.NO_PROXY : new Proxy(Proxy.Type.HTTP, proxy.address())));
            Reflect.set(socket, "proxyHeaders", proxy == null ? null : headers(proxy));
            Reflect.call(socket, "connect");
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    static Map<String, String> headers(HttpProxy proxy) {
        return proxy.authorization()
                .map(value -> Map.of("Proxy-Authorization", value))
                .orElse(Map.of());
    }

    @Override
    public void opened() {
        OPENING.remove();
    }

    @Override
    public void requesting(Attempt attempt, @Nullable Object timeoutHandler) {}

    @Override
    public void close() {
        synchronized (LOCK) {
            if (!uses) {
                return;
            }
            uses = false;
            users--;
            Object transport = ours;
            if (users == 0 && transport != null) {
                ours = null;
                try {
                    stop(transport);
                } catch (ReflectiveOperationException e) {
                    LOG.log(System.Logger.Level.WARNING, "could not stop Tyrus' shared transport", e);
                }
            }
        }
    }

    private void stop(Object transport) throws ReflectiveOperationException {
        Object workers = Reflect.call(transport, "getWorkerThreadPool");
        Object selectors = Reflect.call(transport, "getKernelThreadPool");
        Reflect.call(Reflect.type(loader, CLIENT + "GrizzlyClientSocket"), "closeSharedTransport");
        await(workers);
        await(selectors);
        // Not earlier: the last closes that its threads see would start the idle task.
        Reflect.set(Reflect.type(loader, CLIENT + "GrizzlyTransportTimeoutFilter"), "timeoutTask", null);
    }

    private static void await(@Nullable Object pool) {
        if (pool instanceof ExecutorService threads) {
            try {
                threads.awaitTermination(END_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public int readersThatMayWait() {
        synchronized (LOCK) {
            return users > 0 && ours == null ? FEW : MOST_WORKERS - WORKERS_KEPT_FREE;
        }
    }
}
