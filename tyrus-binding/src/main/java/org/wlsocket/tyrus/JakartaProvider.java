// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import org.wlsocket.Failure;
import org.wlsocket.spi.ConnectFailedException;
import org.wlsocket.spi.Handshake;
import org.wlsocket.spi.SocketProvider;
import org.wlsocket.spi.WireListener;

/**
 * Runs sockets on the Jakarta WebSocket client container that is found on the class path; on Tyrus, tuned.
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
        if (handshake.proxy().isPresent() && !containers.tuner().takesProxies()) {
            throw new ConnectFailedException(Failure.of(
                    Failure.Phase.CONNECT,
                    Failure.Reason.UNSUPPORTED,
                    "expected a container whose proxy can be set, found one of another make, or of the"
                            + " server; put Tyrus into the application, or leave Destination.withProxy out"));
        }
        Containers.Lease lease = containers.lease(handshake);
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
