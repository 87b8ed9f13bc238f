// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.wlangage;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.wlsocket.Delivery;
import org.wlsocket.Destination;
import org.wlsocket.NamedSocket;
import org.wlsocket.NamedSocketException;
import org.wlsocket.SocketEvent;
import org.wlsocket.SocketListener;
import org.wlsocket.Sockets;
import org.wlsocket.spi.DefaultSockets;

/** What both facades do. Nothing is thrown that PC SOFT reports by a result: it becomes the last problem. */
final class Facade {

    static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
    static final Duration READ_LIMIT = Duration.ofSeconds(1);

    /** Waiting for ever is waiting again and again: the end of the link ends it (C1). */
    private static final Duration SLICE = Duration.ofSeconds(30);

    /** So much longer than the wait the attempt may last, however late the waiting thread wakes. */
    private static final Duration MORE = Duration.ofSeconds(30);

    private static final Duration LONGEST = Duration.ofDays(36_500);

    private Facade() {}

    static boolean connect(String name, Supplier<Destination> where, @Nullable SocketListener procedure) {
        return call(false, () -> {
            SocketListener listener = Address.given(procedure, "procedure");
            sockets().connect(name, where.get(), listener);
            return true;
        });
    }

    static boolean open(String name, Supplier<Destination> where, Duration limit) {
        return call(false, () -> {
            Duration wait = positive(limit);
            // So that it is always the wait that tells; what is not open by then is closed.
            Destination destination = where.get().withConnectLimit(wait.plus(MORE));
            awaitOpen(sockets().connect(name, destination), wait);
            return true;
        });
    }

    private static void awaitOpen(NamedSocket socket, Duration wait) {
        boolean open = false;
        try {
            socket.awaitOpen(wait);
            open = true;
        } finally {
            if (!open) {
                socket.close();
            }
        }
    }

    static boolean write(String name, String message) {
        return send(name, socket -> socket.send(message));
    }

    static boolean write(String name, byte[] buffer) {
        return send(name, socket -> socket.send(ByteBuffer.wrap(Address.given(buffer, "buffer"))));
    }

    private static boolean send(String name, Function<NamedSocket, Delivery> message) {
        return call(false, () -> {
            Optional<Delivery.Refusal> refusal = message.apply(socket(name)).refusal();
            if (refusal.isPresent()) {
                throw new Refused(Problem.of(refusal.get()));
            }
            return true;
        });
    }

    static String read(String name, boolean forever, Duration limit) {
        return call("", () -> {
            NamedSocket socket = socket(name);
            Optional<SocketEvent.Message> message;
            do {
                message = socket.receive(forever ? SLICE : limit);
            } while (forever && message.isEmpty());
            return message.map(Procedures::messageOf).orElse("");
        });
    }

    static void close(String name) {
        call(false, () -> {
            socket(name).close();
            return true;
        });
    }

    /** C8: a socket that was closed here is not found. Leaves the last problem alone. */
    static boolean exists(@Nullable String name) {
        return name != null
                && !name.isBlank()
                && DefaultSockets.find()
                        .flatMap(sockets -> sockets.find(name))
                        .filter(socket -> socket.statistics().opened() > 0)
                        .isPresent();
    }

    private static <T> T call(T otherwise, Supplier<T> body) {
        LastProblem.clear();
        try {
            return body.get();
        } catch (Refused e) {
            LastProblem.set(e.problem());
        } catch (NamedSocketException e) {
            LastProblem.set(Problem.of(e));
        }
        return otherwise;
    }

    private static Sockets sockets() {
        return DefaultSockets.findOrCreate().orElseThrow(() -> new Refused(Problem.STOPPED));
    }

    private static NamedSocket socket(@Nullable String name) {
        String known = Address.given(name, "socket name");
        return DefaultSockets.find()
                .flatMap(sockets -> sockets.find(known))
                .orElseThrow(() -> new Refused(
                        DefaultSockets.isCleared() ? Problem.STOPPED : Problem.unknownSocket(known)));
    }

    private static Duration positive(@Nullable Duration limit) {
        Duration given = Address.given(limit, "maximum wait");
        if (given.isZero() || given.isNegative()) {
            throw new NamedSocketException.BadArgument(
                    "expected a maximum wait above zero, found " + given + "; pass for example 10,000 ms");
        }
        return given.compareTo(LONGEST) > 0 ? LONGEST : given;
    }
}
