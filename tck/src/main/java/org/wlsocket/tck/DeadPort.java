// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/**
 * A port of 127.0.0.1 that refuses connections, as long as this is open: it is taken by a socket that does
 * not listen, so that nobody else can listen there meanwhile.
 */
public final class DeadPort implements AutoCloseable {

    private final Socket taken;

    private DeadPort(Socket taken) {
        this.taken = taken;
    }

    /** Takes a free port. */
    public static DeadPort take() throws IOException {
        Socket socket = new Socket();
        try {
            socket.bind(new InetSocketAddress(Loopback.IPV4.address(), 0));
            return new DeadPort(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** {@return its number} */
    public int port() {
        return taken.getLocalPort();
    }

    /** {@return an address here, over {@code ws:}; the path starts with a slash} */
    public URI uri(String pathAndQuery) {
        return URI.create("ws://127.0.0.1:" + port() + Checks.path(pathAndQuery));
    }

    /** Gives the port back. */
    @Override
    public void close() throws IOException {
        taken.close();
    }
}
