// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.net.Proxy;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.wlsocket.spi.HttpProxy;

/**
 * Grizzly, one transport for all connections: else each socket has three threads and 160 KB. Tyrus keeps it
 * in a static field, so all providers of a class loader share it, perhaps with others who use Tyrus without
 * the binding.
 */
final class GrizzlyTransport implements TyrusTransport {

    private static final System.Logger LOG = System.getLogger("org.wlsocket.tyrus");
    private static final String CLIENT = "org.glassfish.tyrus.container.grizzly.client.";
    private static final String PROXIES = "proxies";
    private static final String PROXY_HEADERS = "proxyHeaders";
    private static final String POOL = "org.glassfish.grizzly.threadpool.ThreadPoolConfig";

    /** A thread is held while its listener is at the bound (E10), so there are more than may wait. */
    private static final int MOST_WORKERS = 256;

    private static final int WORKERS_KEPT_FREE = 64;
    private static final int FEWEST_WORKERS = 4;

    /** Grizzly takes as many as it finds fit and warns of a smaller limit. */
    private static final int MOST_SELECTORS = 1024;

    /** Tyrus' own limit of each phase; the attempt's comes earlier. */
    private static final long SOCKET_MILLIS = 30_000;

    private static final long KEEP_ALIVE_SECONDS = 10;

    private static final SharedUse SHARED = new SharedUse();
    private static final Readers READERS = new Readers(GrizzlyTransport::readersThatMayWait);

    /** Whose connections are seen; null while nobody uses it. Written with the lock of the use. */
    private static volatile @Nullable GrizzlyConnections connections;

    /** Whether the transport was started here. Written with the lock of the use. */
    private static volatile boolean ours;

    private final ClassLoader loader;
    private final SharedUse.Share share = SHARED.new Share();

    GrizzlyTransport(ClassLoader loader) {
        this.loader = loader;
    }

    @Override
    public void tune(Map<String, Object> properties) throws ReflectiveOperationException, IOException {
        Reflect.require(socketType(), PROXIES, PROXY_HEADERS);
        share.begin(this::start);
        properties.put("org.glassfish.tyrus.client.sharedContainer", true);
    }

    /** Nothing stays of a start that fails. */
    private void start() throws ReflectiveOperationException {
        try {
            Object running = Reflect.getOrNull(socketType(), "transport");
            ours = running == null;
            connections = GrizzlyConnections.of(running == null ? startOurs() : running, loader);
        } catch (ReflectiveOperationException | RuntimeException e) {
            stop();
            throw e;
        }
    }

    private Object startOurs() throws ReflectiveOperationException {
        // Tyrus would stop the transport when it is idle, on a thread that never ends; any task here keeps it
        // from that.
        Reflect.set(timeoutType(), "timeoutTask", never());
        Object workers = pool("wlsocket-tyrus-worker", FEWEST_WORKERS, MOST_WORKERS);
        Object selectors = pool("wlsocket-tyrus-selector", 1, MOST_SELECTORS);
        return Objects.requireNonNull(
                Reflect.call(socketType(), "getOrCreateSharedTransport", workers, selectors));
    }

    private Class<?> socketType() throws ReflectiveOperationException {
        return Reflect.type(loader, CLIENT + "GrizzlyClientSocket");
    }

    private Class<?> timeoutType() throws ReflectiveOperationException {
        return Reflect.type(loader, CLIENT + "GrizzlyTransportTimeoutFilter");
    }

    private static Object never() {
        return java.lang.reflect.Proxy.newProxyInstance(
                GrizzlyTransport.class.getClassLoader(),
                new Class<?>[] {ScheduledFuture.class},
                (p, m, a) -> null);
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

    /** Another application's transport may have ended, idle, since it was found. */
    @Override
    public void opening(Attempt attempt) {
        try {
            share.using(() -> {
                GrizzlyConnections seen = connections;
                if (seen == null || !seen.areOf(Reflect.getOrNull(socketType(), "transport"))) {
                    start();
                }
            });
        } catch (ReflectiveOperationException | IOException e) {
            LOG.log(System.Logger.Level.WARNING, "cannot see the connections of Tyrus' shared transport", e);
        }
        GrizzlyConnections.opening(attempt);
    }

    /** As {@code GrizzlyClientContainer} does, which would add the proxies of the JVM's selector. */
    @Override
    public void open(Attempt attempt, Object container, @Nullable Object[] arguments) throws Throwable {
        Constructor<?> constructor = Reflect.type(
                loader, CLIENT + "GrizzlyClientSocket").getDeclaredConstructors()[0];
        constructor.setAccessible(true);
        try {
            Object socket = constructor.newInstance(arguments[0], SOCKET_MILLIS, arguments[2], arguments[1]);
            HttpProxy proxy = attempt.handshake().proxy().orElse(null);
            Reflect.set(socket, PROXIES, new OneProxy(
                    proxy == null ? Proxy.NO_PROXY : new Proxy(Proxy.Type.HTTP, proxy.address())));
            Reflect.set(socket, PROXY_HEADERS, proxy == null ? null : headers(proxy));
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
        GrizzlyConnections.opened();
    }

    @Override
    public void requesting(Attempt attempt, @Nullable Object timeoutHandler) {}

    @Override
    public void close() {
        share.end(this::stop);
    }

    /**
     * Others may be on the transport by now, even if it was started here: then it is left to them and to
     * Tyrus.
     */
    private void stop() throws ReflectiveOperationException {
        GrizzlyConnections seen = connections;
        connections = null;
        Object transport = Reflect.getOrNull(socketType(), "transport");
        int foreign = seen == null ? 0 : seen.foreign();
        if (ours && transport != null && foreign == 0) {
            Object workers = Reflect.call(transport, "getWorkerThreadPool");
            Object selectors = Reflect.call(transport, "getKernelThreadPool");
            Reflect.call(socketType(), "closeSharedTransport");
            SharedUse.await(workers);
            SharedUse.await(selectors);
        } else if (seen != null) {
            seen.handBack();
        }
        if (ours) {
            // Tyrus misses the end of some connections, and would not stop what is left to it.
            ((AtomicInteger) Reflect.get(timeoutType(), "connectionCounter")).set(foreign);
            // Not earlier: the last closes that its threads see would start the idle task.
            Reflect.set(timeoutType(), "timeoutTask", null);
        }
        ours = false;
    }

    @Override
    public Readers readers() {
        return READERS;
    }

    private static int readersThatMayWait() {
        return ours ? MOST_WORKERS - WORKERS_KEPT_FREE : Readers.FEW;
    }
}
