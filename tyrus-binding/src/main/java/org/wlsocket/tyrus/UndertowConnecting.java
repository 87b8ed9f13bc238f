// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.WebSocketContainer;
import java.io.Closeable;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The connection below an attempt of Undertow that has no session yet. Undertow itself keeps it when its
 * time-out passes, and when the peer ends it before the answer (measured with 2.3.24 and XNIO 3.8.16), and
 * shows it to nobody; but the selectors have it, and with it who waits for the answer.
 */
final class UndertowConnecting implements Tcp {

    private static final System.Logger LOG = System.getLogger("org.wlsocket.tyrus");
    private static final String UPGRADE = "org.xnio.http.HttpUpgrade$HttpUpgradeState";

    /** What belongs to all connections, so that there is a way from one to another. */
    private static final Set<String> SHARED = Set.of(
            "org.xnio.Xnio",
            "org.xnio.XnioIoThread",
            "org.xnio.XnioWorker",
            "io.undertow.server.DefaultByteBufferPool",
            "io.undertow.websockets.jsr.ConfiguredClientEndpoint",
            "io.undertow.websockets.jsr.ServerWebSocketContainer");

    /** A connection in this stage has some forty. */
    private static final int MOST_OBJECTS = 500;

    /** Below the channels of links that are open, which need not be looked at. */
    private static final Set<String> OPEN = Set.of("io.undertow.websockets.core.WebSocketChannel");

    /** The fields to follow; a class has the same for ever. */
    private static final ClassValue<List<Field>> FIELDS = new ClassValue<>() {
        @Override
        protected List<Field> computeValue(Class<?> type) {
            return fieldsOf(type);
        }
    };

    private final WebSocketContainer container;
    private final ClientEndpointConfig config;

    UndertowConnecting(WebSocketContainer container, ClientEndpointConfig config) {
        this.container = container;
        this.config = config;
    }

    @Override
    public void cut() {
        fail(new IOException("the attempt was given up"));
    }

    @Override
    public void fail(Throwable why) {
        try {
            for (SelectionKey key : keys()) {
                Object handler = key.attachment();
                Object upgrade = handler == null ? null : upgradeOf(handler);
                if (upgrade != null) {
                    end(upgrade, key, why);
                }
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(System.Logger.Level.INFO, "this Undertow is not as expected; a connection may outlast"
                    + " its attempt", e);
        }
    }

    private List<SelectionKey> keys() throws ReflectiveOperationException {
        Object worker = Objects.requireNonNull(Reflect.call(container, "getXnioWorker"));
        List<SelectionKey> keys = new ArrayList<>();
        for (Object thread : (Object[]) Reflect.get(worker, "workerThreads")) {
            if (Reflect.call(thread, "getSelector") instanceof Selector selector && selector.isOpen()) {
                keys.addAll(selector.keys());
            }
        }
        return keys;
    }

    private static void end(Object upgrade, SelectionKey key, Throwable why)
            throws ReflectiveOperationException {
        IOException told = why instanceof IOException known ? known : new IOException(why);
        Reflect.call(Reflect.get(upgrade, "future"), "setException", told);
        try {
            if (Reflect.find(upgrade, "connection") instanceof Closeable connection) {
                connection.close();
            }
            // TLS would wait for the answer to its own close.
            key.channel().close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "could not end a connection of Undertow", e);
        }
    }

    /** {@return who waits for the answer to this attempt; null where it is another's, or has come} */
    private @Nullable Object upgradeOf(Object handler) throws IllegalAccessException {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Object> next = new ArrayDeque<>(List.of(handler));
        Object upgrade = null;
        boolean ours = false;
        while (!next.isEmpty() && seen.size() < MOST_OBJECTS) {
            Object one = next.remove();
            Class<?> type = one.getClass();
            if (one == config) {
                ours = true;
            } else if (isOfConnection(type) && seen.add(one)) {
                if (extendsOneOf(type, OPEN)) {
                    return null;
                }
                upgrade = type.getName().equals(UPGRADE) ? one : upgrade;
                addFields(one, next);
            }
        }
        return ours ? upgrade : null;
    }

    private static boolean isOfConnection(Class<?> type) {
        String name = type.getName();
        return (name.startsWith("org.xnio.") || name.startsWith("io.undertow."))
                && !extendsOneOf(type, SHARED);
    }

    private static boolean extendsOneOf(Class<?> type, Set<String> names) {
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            if (names.contains(each.getName())) {
                return true;
            }
        }
        return false;
    }

    private static void addFields(Object owner, Deque<Object> to) throws IllegalAccessException {
        for (Field field : FIELDS.get(owner.getClass())) {
            Object value = field.get(owner);
            if (value != null) {
                to.add(value);
            }
        }
    }

    private static List<Field> fieldsOf(Class<?> leaf) {
        List<Field> fields = new ArrayList<>();
        for (Class<?> type = leaf; type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!field.getType().isPrimitive() && !Modifier.isStatic(field.getModifiers())
                        && field.trySetAccessible()) {
                    fields.add(field);
                }
            }
        }
        return fields;
    }
}
