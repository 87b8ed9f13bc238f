// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.wlsocket.spi.HttpProxy;

/**
 * Does what {@code JdkClientContainer.openClientSocket} does, with the container's own parts, but goes where
 * the destination says: the container would ask the JVM's proxy selector, and there is no way to tell it not
 * to.
 */
final class JdkConnector {

    private static final String TYPE = "org.glassfish.tyrus.container.jdk.client.JdkClientContainer";
    private static final int PLAIN_BUFFER = 2048;
    private static final int TLS_BUFFER = 17_000;

    private static final String TIMEOUT = TYPE + "$TimeoutHandlerProxy";

    /** Ends an attempt that TLS or the peer ends. */
    private static final String TIMED_OUT = TYPE + "$1$1";

    /** Hears that the connection is there, or why not. */
    private static final String CONNECTED = TYPE + "$2";

    private static final String CLIENT_FILTER = "org.glassfish.tyrus.container.jdk.client.ClientFilter";
    private static final String PROXY_HEADERS = "proxyHeaders";

    private final Object container;
    private final ClassLoader loader;

    JdkConnector(Object container) {
        this.container = container;
        this.loader = container.getClass().getClassLoader();
    }

    /** Throws where a Tyrus has not what is needed here. */
    static void check(ClassLoader loader) throws ReflectiveOperationException {
        for (String each : List.of(TIMEOUT, TIMED_OUT, CONNECTED)) {
            var unused = Reflect.type(loader, each);
        }
        Class<?> filter = Reflect.type(loader, CLIENT_FILTER);
        Reflect.require(filter, PROXY_HEADERS);
        Reflect.requireMethod(filter, "connect", 3);
        Class<?> container = Reflect.type(loader, TYPE);
        Reflect.requireMethod(container, "createClientFilter", 5);
        Reflect.requireMethod(container, "createTransportFilter", 4);
        Reflect.requireMethod(container, "createSslFilter", 4);
        Reflect.requireMethod(container, "createTaskQueueFilter", 1);
        Reflect.requireMethod(container, "getServerAddress", 1);
    }

    void open(Object config, Map<String, Object> properties, Object engine, @Nullable HttpProxy proxy)
            throws Throwable {
        try {
            Object timeout = make(TIMEOUT);
            Object request = need(Reflect.call(engine, "createUpgradeRequest", timeout));
            URI uri = (URI) need(Reflect.call(request, "getRequestURI"));
            Object queue = filters(config, properties, uri);
            Object client = need(Reflect.call(
                    container,
                    "createClientFilter",
                    properties,
                    queue,
                    engine,
                    (Callable<Void>) () -> null,
                    request));
            Reflect.set(client, PROXY_HEADERS, headers(proxy));
            Reflect.call(timeout, "setHandler", make(TIMED_OUT, null, queue));
            connect(client, uri, proxy);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private Object filters(Object config, Map<String, Object> properties, URI uri)
            throws ReflectiveOperationException {
        boolean secure = uri.getScheme().equalsIgnoreCase("wss");
        Object pool = properties.get("org.glassfish.tyrus.client.workerThreadPoolConfig");
        Object transport = Reflect.call(
                container, "createTransportFilter", secure ? TLS_BUFFER : PLAIN_BUFFER, pool, null, null);
        Object top = secure
                ? Reflect.call(container, "createSslFilter", config, properties, transport, uri)
                : transport;
        return need(Reflect.call(container, "createTaskQueueFilter", top));
    }

    private void connect(Object client, URI uri, @Nullable HttpProxy proxy) throws Throwable {
        SocketAddress address = proxy == null
                ? (SocketAddress) need(Reflect.call(container, "getServerAddress", uri))
                : proxy.address();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        FirstEnd end = new FirstEnd(failure);
        Reflect.call(client, "connect", address, proxy != null, make(CONNECTED, container, end, failure));
        end.await();
        Throwable first = end.failure;
        if (first != null) {
            Reflect.call(client, "close");
            throw first;
        }
    }

    /**
     * Remembers the first failure. When TLS has failed, Tyrus closes the connection and then takes notice
     * that it is closed, which it keeps in the place of the reason.
     */
    private static final class FirstEnd extends CountDownLatch {

        private final AtomicReference<Throwable> last;
        private volatile @Nullable Throwable failure;

        FirstEnd(AtomicReference<Throwable> last) {
            super(1);
            this.last = last;
        }

        @Override
        public void countDown() {
            if (getCount() > 0) {
                failure = last.get();
            }
            super.countDown();
        }
    }

    private static @Nullable Map<String, String> headers(@Nullable HttpProxy proxy) {
        return proxy == null ? null : GrizzlyTransport.headers(proxy);
    }

    private Object make(String name, @Nullable Object... arguments) throws ReflectiveOperationException {
        Constructor<?> constructor = Reflect.type(loader, name).getDeclaredConstructors()[0];
        constructor.setAccessible(true);
        return constructor.newInstance(arguments);
    }

    private static Object need(@Nullable Object value) {
        return Objects.requireNonNull(value);
    }
}
