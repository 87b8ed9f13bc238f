// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.Session;
import jakarta.websocket.WebSocketContainer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.wlsocket.CloseStatus;

/**
 * Stands between Tyrus' client and its transport, on the interfaces of {@code org.glassfish.tyrus.spi}
 * through which they talk: sees the answer to the upgrade request, whatever it is, and the bytes of an open
 * connection, and can end an attempt.
 */
final class EngineHook {

    private static final System.Logger LOG = System.getLogger("org.wlsocket.tyrus");
    private static final String SPI = "org.glassfish.tyrus.spi.";
    private static final String BUFFER = "buffer";
    private static final int LARGE = 64 * 1024;

    private final TyrusTransport transport;
    private final Class<?> containerType;
    private final Class<?> engineType;
    private final Class<?> upgradeType;
    private final Class<?> connectionType;
    private final Class<?> readerType;

    private EngineHook(TyrusTransport transport, ClassLoader loader) throws ReflectiveOperationException {
        this.transport = transport;
        this.containerType = Reflect.type(loader, SPI + "ClientContainer");
        this.engineType = Reflect.type(loader, SPI + "ClientEngine");
        this.upgradeType = Reflect.type(loader, SPI + "ClientEngine$ClientUpgradeInfo");
        this.connectionType = Reflect.type(loader, SPI + "Connection");
        this.readerType = Reflect.type(loader, SPI + "ReadHandler");
    }

    /** The client keeps its transport in a field; there is no other way in. */
    static void install(WebSocketContainer client, TyrusTransport transport)
            throws ReflectiveOperationException {
        Object container = Reflect.get(client, "container");
        EngineHook hook = new EngineHook(transport, container.getClass().getClassLoader());
        Reflect.set(client, "container", hook.container(container));
    }

    private Object container(Object container) {
        return Reflect.around(container, containerType, Map.of(
                "openClientSocket", (arguments, next) -> openClientSocket(container, arguments, next)));
    }

    private @Nullable Object openClientSocket(
            Object container, @Nullable Object[] arguments, Reflect.Next next)
            throws Throwable {
        Attempt attempt = arguments[0] instanceof ClientEndpointConfig config ? Attempt.of(config) : null;
        Object engine = arguments[2];
        if (attempt == null || engine == null) {
            return next.call(arguments);
        }
        attempt.endsBy(why -> endQuietly(engine, why));
        Throwable gaveUp = attempt.gaveUpFor();
        if (gaveUp != null) {
            throw new IOException("the attempt was given up before it began", gaveUp);
        }
        transport.opening(attempt);
        try {
            transport.open(
                    attempt, container, new Object[] {arguments[0], arguments[1], engine(engine, attempt)});
            return null;
        } finally {
            transport.opened();
        }
    }

    /** Tyrus refuses this after the upgrade, when it comes too late. */
    private static void endQuietly(Object engine, Throwable why) {
        try {
            Reflect.call(engine, "processError", why);
        } catch (ReflectiveOperationException e) {
            LOG.log(System.Logger.Level.DEBUG, "could not end an attempt", e);
        }
    }

    private Object engine(Object engine, Attempt attempt) {
        return Reflect.around(engine, engineType, Map.of(
                "createUpgradeRequest", (arguments, next) -> {
                    transport.requesting(attempt, arguments[0]);
                    return next.call(arguments);
                },
                "processError", (arguments, next) -> {
                    next.call(arguments);
                    // A proxy has refused; who waits for TLS hears nothing of it.
                    if (attempt.handshake().proxy().isPresent() && arguments[0] instanceof Throwable why) {
                        attempt.link().tcp().fail(why);
                    }
                    return null;
                },
                "processResponse", (arguments, next) -> {
                    attempt.answered(answer(arguments[0]));
                    // The endpoint is opened inside the call, and may be closed at once.
                    attempt.link().showsBytes(
                            new FrameLook(attempt.longestFrame()),
                            new CloseFrames((session, status, crossed) -> writeRaw(session, status)));
                    return upgrade(response(engine, arguments, next, attempt), attempt);
                }));
    }

    /** On a thread of the transport, which would let the attempt wait for its limit. */
    private static @Nullable Object response(
            Object engine, @Nullable Object[] arguments, Reflect.Next next, Attempt attempt)
            throws Throwable {
        if (!attempt.link().mayOpen()) {
            // The engine has been told of an error; to process an answer all the same it would refuse aloud.
            return Reflect.get(engine.getClass(), "UPGRADE_INFO_FAILED");
        }
        try {
            return next.call(arguments);
        } catch (RuntimeException | Error e) {
            attempt.giveUp(e);
            tellWhoWaits(engine, e);
            throw e;
        }
    }

    /** The engine counts the upgrade as done by then, and refuses errors. */
    private static void tellWhoWaits(Object engine, Throwable why) {
        try {
            Reflect.call(Reflect.get(engine, "listener"), "onError", why);
        } catch (ReflectiveOperationException e) {
            LOG.log(System.Logger.Level.DEBUG, "could not end an attempt", e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Answer answer(@Nullable Object response) throws ReflectiveOperationException {
        if (response == null) {
            return Answer.of(0, null);
        }
        Object status = Reflect.call(response, "getStatus");
        Object headers = Reflect.call(response, "getHeaders");
        if (!(headers instanceof Map<?, ?>)) {
            return Answer.of(status instanceof Integer number ? number : 0, null);
        }
        Map<String, List<String>> known = (Map<String, List<String>>) headers;
        Answer answer = Answer.of(status instanceof Integer number ? number : 0, known);
        AnswerHeaders.mend(known);
        return answer;
    }

    private @Nullable Object upgrade(@Nullable Object upgrade, Attempt attempt) {
        if (upgrade == null) {
            return null;
        }
        return Reflect.around(upgrade, upgradeType, Map.of("createConnection", (arguments, next) -> {
            Object connection = next.call(arguments);
            return connection == null ? null : connection(connection, attempt);
        }));
    }

    private Object connection(Object connection, Attempt attempt) throws ReflectiveOperationException {
        Link link = attempt.link();
        Object reader = Objects.requireNonNull(Reflect.call(connection, "getReadHandler"));
        Object looking = Reflect.around(reader, readerType, Map.of("handle", (arguments, next) -> {
            if (arguments[0] instanceof ByteBuffer bytes) {
                link.read(bytes, part -> {
                    boolean large = part.remaining() > LARGE;
                    callUnchecked(next, part);
                    if (large) {
                        freeBuffer(reader);
                    }
                });
            }
            return null;
        }));
        return Reflect.around(
                connection, connectionType, Map.of("getReadHandler", (arguments, next) -> looking));
    }

    /** Tyrus keeps the buffer that it copies into, as large as the largest frame of the connection was. */
    private static void freeBuffer(Object reader) {
        try {
            if (Reflect.getOrNull(reader, BUFFER) instanceof ByteBuffer buffer && !buffer.hasRemaining()) {
                Reflect.set(reader, BUFFER, null);
            }
        } catch (ReflectiveOperationException e) {
            LOG.log(System.Logger.Level.DEBUG, "this Tyrus is not as expected and keeps a large buffer", e);
        }
    }

    /** The container believes the connection to be open still, and goes on reading. */
    private static void writeRaw(Session session, CloseStatus status) throws ReflectiveOperationException {
        Object socket = Reflect.get(session.getBasicRemote(), "webSocket");
        var unused = Reflect.call(socket, "sendRawFrame", CloseFrames.frame(status));
    }

    private static void callUnchecked(Reflect.Next next, ByteBuffer bytes) {
        try {
            next.call(bytes);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
