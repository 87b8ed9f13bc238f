// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Sees the connections of a Grizzly transport when they are made: the binding's own ones, to reach and mend
 * them, and those of others, to know that they are there.
 */
final class GrizzlyConnections {

    private static final System.Logger LOG = System.getLogger("org.wlsocket.tyrus");

    /** The attempt that the current thread is opening a connection for. */
    private static final ThreadLocal<Attempt> OPENING = new ThreadLocal<>();

    private final Object transport;
    private final Object distributor;
    private final Object seeing;
    private final GrizzlyTls tls;
    private final Class<?> listenerType;
    private final Set<GrizzlyTcp> foreign = ConcurrentHashMap.newKeySet();

    private GrizzlyConnections(Object transport, ClassLoader loader) throws ReflectiveOperationException {
        Class<?> type = Reflect.type(loader, "org.glassfish.grizzly.nio.NIOChannelDistributor");
        this.transport = transport;
        this.distributor = Objects.requireNonNull(Reflect.call(transport, "getNIOChannelDistributor"));
        this.seeing = Reflect.around(distributor, type, Map.of("registerChannelAsync", this::register));
        this.tls = new GrizzlyTls(loader);
        this.listenerType = Reflect.type(loader, "org.glassfish.grizzly.CloseListener");
    }

    /** Sees from now on. */
    static GrizzlyConnections of(Object transport, ClassLoader loader) throws ReflectiveOperationException {
        GrizzlyConnections connections = new GrizzlyConnections(transport, loader);
        Reflect.call(transport, "setNIOChannelDistributor", connections.seeing);
        return connections;
    }

    static void opening(Attempt attempt) {
        OPENING.set(attempt);
    }

    static void opened() {
        OPENING.remove();
    }

    boolean areOf(@Nullable Object running) {
        return transport == running;
    }

    /** {@return how many open connections others have} */
    int foreign() {
        foreign.removeIf(connection -> !connection.isOpen());
        return foreign.size();
    }

    /** Sees no more. */
    void handBack() throws ReflectiveOperationException {
        if (Reflect.call(transport, "getNIOChannelDistributor") == seeing) {
            Reflect.call(transport, "setNIOChannelDistributor", distributor);
        }
    }

    /** A connection is registered by the thread that opens it, before it is connected. */
    private @Nullable Object register(@Nullable Object[] arguments, Reflect.Next next) throws Throwable {
        Object connection = arguments.length > 2 ? arguments[2] : null;
        Attempt attempt = OPENING.get();
        if (connection != null && attempt != null) {
            reach(attempt, connection);
        } else if (connection != null) {
            foreign.removeIf(other -> !other.isOpen());
            foreign.add(new GrizzlyTcp(connection));
        }
        return next.call(arguments);
    }

    private void reach(Attempt attempt, Object connection) {
        try {
            attempt.link().reaches(new GrizzlyTcp(connection));
            GrizzlyHeaders.widen(connection);
            tls.mend(connection, attempt);
            GrizzlyTcp.addCloseListener(connection, listenerType, closeListener(attempt));
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "a Grizzly connection is not as expected", e);
        }
    }

    private Object closeListener(Attempt attempt) {
        ClassLoader loader = listenerType.getClassLoader();
        return Proxy.newProxyInstance(loader, new Class<?>[] {listenerType}, (proxy, method, arguments) ->
                switch (method.getName()) {
                    case "onClosed" -> ended(attempt);
                    case "equals" -> arguments[0] == proxy;
                    case "hashCode" -> System.identityHashCode(proxy);
                    default -> null;
                });
    }

    /** Grizzly can lose the close of a connection that ends while it is being opened. */
    private static @Nullable Object ended(Attempt attempt) {
        if (attempt.link().isOpen()) {
            attempt.link().tcpEnded(attempt.watch());
        }
        return null;
    }
}
