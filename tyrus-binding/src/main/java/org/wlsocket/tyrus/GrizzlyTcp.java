// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** A connection of Grizzly, which is the owner of the channel and must be told. */
final class GrizzlyTcp implements Tcp {

    private static final System.Logger LOG = System.getLogger("org.wlsocket.tyrus");

    /** A variable of the method that made the TLS filter, which its class has caught. */
    private static final String TLS_FUTURE = "val$sslHandshakeFuture";

    private static final String PROXIED = "FilterWrapper";

    private final Object connection;
    private final Method isOpen;
    private final Method terminate;

    GrizzlyTcp(Object connection) throws ReflectiveOperationException {
        this.connection = connection;
        this.isOpen = connection.getClass().getMethod("isOpen");
        this.terminate = connection.getClass().getMethod("terminateSilently");
    }

    /** {@return what waits for TLS, null in any other filter} */
    static @Nullable Object tlsFuture(Object filter) throws ReflectiveOperationException {
        return Reflect.find(Reflect.unwrap(behindProxy(Reflect.unwrap(filter))), TLS_FUTURE);
    }

    /** {@return the TLS filter that waits until a proxy has connected, or the filter itself} */
    static Object behindProxy(Object filter) throws ReflectiveOperationException {
        return filter.getClass().getSimpleName().equals(PROXIED) ? Reflect.get(filter, "filter") : filter;
    }

    /** There are two of that name, for two generations of listeners. */
    static void addCloseListener(Object connection, Class<?> type, Object listener)
            throws ReflectiveOperationException {
        connection.getClass().getMethod("addCloseListener", type).invoke(connection, listener);
    }

    @Override
    public boolean isOpen() {
        try {
            return Boolean.TRUE.equals(isOpen.invoke(connection));
        } catch (ReflectiveOperationException e) {
            LOG.log(System.Logger.Level.DEBUG, "a Grizzly connection does not say whether it is open", e);
            return true;
        }
    }

    @Override
    public void cut() {
        try {
            terminate.invoke(connection);
        } catch (ReflectiveOperationException e) {
            LOG.log(System.Logger.Level.DEBUG, "could not cut a Grizzly connection", e);
        }
    }

    @Override
    public void finish() {
        try {
            if (Reflect.call(connection, "getChannel") instanceof SocketChannel channel && channel.isOpen()) {
                channel.shutdownOutput();
            }
        } catch (ReflectiveOperationException | IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "could not finish a Grizzly connection", e);
        }
    }

    /** A cut does nothing while Grizzly is ending it. */
    @Override
    public void endToo() {
        finish();
    }

    /** Otherwise the system would go on for minutes trying to send to a peer that does not read. */
    @Override
    public void reset() {
        if (!isOpen()) {
            return;
        }
        try {
            if (Reflect.call(connection, "getChannel") instanceof SocketChannel channel) {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
        } catch (ReflectiveOperationException | IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "could not reset a Grizzly connection", e);
        }
        cut();
    }

    /**
     * Until TCP is there Grizzly itself frees who waits; then Tyrus lets him wait for TLS with a limit of its
     * own.
     */
    @Override
    public void fail(Throwable why) {
        cut();
        try {
            if (Reflect.call(connection, "getProcessor") instanceof Iterable<?> filters) {
                for (Object filter : filters) {
                    failTls(filter, why);
                }
            }
        } catch (ReflectiveOperationException e) {
            LOG.log(System.Logger.Level.DEBUG, "could not free who waits for a Grizzly connection", e);
        }
    }

    private static void failTls(Object filter, Throwable why) throws ReflectiveOperationException {
        Object future = tlsFuture(filter);
        if (future != null) {
            Reflect.call(future, "setFailure", why);
        }
    }
}
