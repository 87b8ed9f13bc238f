// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import org.wlsocket.Failure;
import org.wlsocket.spi.ConnectFailedException;
import org.wlsocket.spi.Handshake;
import org.wlsocket.spi.SocketProvider;
import org.wlsocket.spi.WireListener;

/**
 * Runs sockets on a Jakarta WebSocket client container. Tyrus, Jetty, Tomcat and Undertow are tuned; any
 * other is used by the Jakarta API alone. Where several are on the class path the system property {@code
 * wlsocket.container} names the one to take, by {@code tyrus}, {@code jetty}, {@code tomcat}, {@code
 * undertow} or the name of its {@link jakarta.websocket.ContainerProvider}; it is read when a provider is
 * made.
 */
public final class JakartaProvider implements SocketProvider {

    private final Containers containers = new Containers();

    /** Finds no container yet; the first connection does. */
    public JakartaProvider() {}

    @Override
    public String name() {
        return "tyrus";
    }

    @Override
    public void connect(Handshake handshake, WireListener listener) throws ConnectFailedException {
        Containers.Lease lease = containers.lease(handshake);
        Failure unsupported = Unsupported.in(handshake, lease);
        if (unsupported != null) {
            lease.end();
            throw new ConnectFailedException(unsupported);
        }
        Attempt attempt = new Attempt(handshake, listener, lease);
        attempt.run();
    }

    @Override
    public boolean letReaderWait() {
        return containers.readers().letOneWait();
    }

    @Override
    public void readerGoesOn() {
        containers.readers().oneGoesOn();
    }

    @Override
    public boolean marksThreads() {
        return containers.marksThreads();
    }

    @Override
    public void close() {
        containers.close();
    }
}
