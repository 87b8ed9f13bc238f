// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import java.nio.channels.AsynchronousSocketChannel;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * A channel of the JDK below Tyrus' filters. It is made after the upgrade request, from which alone it can be
 * found, so it is looked for when it is wanted.
 */
final class JdkTcp implements Tcp {

    private static final System.Logger LOG = System.getLogger("org.wlsocket.tyrus");

    private static final String NO_CIPHER_YET = "SSL_NULL_WITH_NULL_NULL";

    private final Object timeoutHandler;
    private volatile @Nullable Found found;

    /**
     * The filter on top, which tells who waits for the connection, null when it is over; TLS; bottom and
     * channel.
     */
    private record Found(
            @Nullable Object client,
            @Nullable SSLEngine tls,
            Object transport,
            AsynchronousSocketChannel channel) {

        /** Tyrus closes the channel behind all writes, which may never end. */
        boolean isOpen() throws ReflectiveOperationException {
            boolean closing = client == null
                    || Reflect.find(client, "connectionClosed") instanceof AtomicBoolean closed
                    && closed.get();
            return channel.isOpen() && !closing;
        }
    }

    /** Takes what Tyrus would call at its own time-out. */
    JdkTcp(Object timeoutHandler) {
        this.timeoutHandler = timeoutHandler;
    }

    @Override
    public boolean isOpen() {
        Found connection = look();
        try {
            return connection == null || connection.isOpen();
        } catch (ReflectiveOperationException e) {
            LOG.log(System.Logger.Level.DEBUG, "the connection does not say whether it is open", e);
            return true;
        }
    }

    /** Tyrus keeps an alert to itself, or tells of the end that follows it; the engine knows. */
    @Override
    public boolean isTlsRefused() {
        Found connection = look();
        SSLEngine tls = connection == null ? null : connection.tls;
        if (tls == null) {
            return false;
        }
        SSLSession session = tls.getSession();
        return session.getCipherSuite().equals(NO_CIPHER_YET) ? tls.isInboundDone() : !session.isValid();
    }

    /** Through the filter at the bottom, which counts the open channels. */
    @Override
    public void cut() {
        Found connection = look();
        if (connection != null) {
            try {
                Reflect.call(connection.transport, "close");
                JdkTransport.countEnd(connection.transport);
            } catch (ReflectiveOperationException e) {
                LOG.log(System.Logger.Level.DEBUG, "could not cut a connection", e);
            }
        }
    }

    /** Tyrus takes no notice of a channel that this side has closed. */
    @Override
    public void fail(Throwable why) {
        Found connection = look();
        cut();
        try {
            Object client = connection == null ? null : connection.client;
            Object waiting = client == null ? null : Reflect.getOrNull(client, "connectCompletionHandler");
            if (waiting != null) {
                Reflect.call(waiting, "failed", why);
            }
        } catch (ReflectiveOperationException e) {
            LOG.log(System.Logger.Level.DEBUG, "could not free who waits for a connection", e);
        }
    }

    /** Looks anew each time, because there is one channel after the other where proxies are tried in turn. */
    private @Nullable Found look() {
        Found before = found;
        try {
            Found now = find();
            if (now == null || before != null && before.channel == now.channel) {
                return before;
            }
            found = now;
            return now;
        } catch (ReflectiveOperationException e) {
            LOG.log(System.Logger.Level.DEBUG, "the connection is not there", e);
            return before;
        }
    }

    /**
     * From the handler to the upper of the filters that lie on each other, and down to the one with the
     * channel.
     */
    private @Nullable Found find() throws ReflectiveOperationException {
        Object handler = Reflect.getOrNull(timeoutHandler, "handler");
        Object filter = handler == null ? null : Reflect.get(handler, "val$writeQueue");
        Object client = filter == null ? null : Reflect.getOrNull(filter, "upstreamFilter");
        SSLEngine tls = null;
        while (filter != null) {
            tls = Reflect.find(filter, "sslEngine") instanceof SSLEngine engine ? engine : tls;
            Object below = Reflect.getOrNull(filter, "downstreamFilter");
            if (below == null) {
                Object channel = Reflect.getOrNull(filter, "socketChannel");
                return channel instanceof AsynchronousSocketChannel known
                        ? new Found(client, tls, filter, known)
                        : null;
            }
            filter = below;
        }
        return null;
    }
}
