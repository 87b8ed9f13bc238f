// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.benchmarks;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.wlsocket.Destination;
import org.wlsocket.NamedSocket;
import org.wlsocket.SocketEvent;
import org.wlsocket.SocketOptions;
import org.wlsocket.Sockets;

/** A socket whose events can be waited for. */
final class Client {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final BlockingQueue<SocketEvent> events = new LinkedBlockingQueue<>();
    private final NamedSocket socket;

    private Client(Sockets sockets, String name, String url, SocketOptions options) {
        socket = sockets.connect(name, Destination.of(url), options, events::add);
    }

    /** Begins to connect. */
    static Client begin(Sockets sockets, String name, String url, SocketOptions options) {
        return new Client(sockets, name, url, options);
    }

    /** Waits until it is open. */
    static Client open(Sockets sockets, String name, String url, SocketOptions options)
            throws InterruptedException {
        Client client = begin(sockets, name, url, options);
        client.await(SocketEvent.Opened.class);
        return client;
    }

    NamedSocket socket() {
        return socket;
    }

    /** Waits for the next event, which must be of that kind. */
    <E extends SocketEvent> E await(Class<E> kind) throws InterruptedException {
        @Nullable SocketEvent event = events.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (!kind.isInstance(event)) {
            throw new Failed("expected " + kind.getSimpleName() + " of " + socket.name() + ", found "
                    + (event == null ? "nothing within " + PATIENCE : event) + "; see the log above");
        }
        return kind.cast(event);
    }

    /** Closes and waits for the end. */
    void end() throws InterruptedException {
        socket.close();
        await(SocketEvent.Closed.class);
    }
}
