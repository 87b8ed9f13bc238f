// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * A port of 127.0.0.1 where a connect neither succeeds nor fails: its backlog is full, so that the kernel
 * drops each SYN. That is how Linux does it; other systems may refuse instead.
 */
public final class SilentAcceptor implements AutoCloseable {
    private static final int PROBE_MILLIS = 300;
    private static final int MOST_FILLERS = 64;

    private final ServerSocket listening;
    private final List<Socket> fillers = new ArrayList<>();

    private SilentAcceptor(ServerSocket listening) {
        this.listening = listening;
    }

    /** Takes about half a second: only a connect that hangs shows that the backlog is full. */
    public static SilentAcceptor start() throws IOException {
        SilentAcceptor acceptor = new SilentAcceptor(new ServerSocket(0, 1, Loopback.IPV4.address()));
        try {
            acceptor.fill();
            return acceptor;
        } catch (IOException | RuntimeException e) {
            acceptor.close();
            throw e;
        }
    }

    private void fill() throws IOException {
        while (connects()) {
            if (fillers.size() > MOST_FILLERS) {
                throw new IOException("expected a full backlog, found " + fillers.size() + " connections");
            }
        }
    }

    private boolean connects() throws IOException {
        Socket filler = new Socket();
        try {
            filler.connect(new InetSocketAddress(listening.getInetAddress(), port()), PROBE_MILLIS);
            fillers.add(filler);
            return true;
        } catch (SocketTimeoutException full) {
            filler.close();
            return false;
        }
    }

    /** {@return the port that never answers} */
    public int port() {
        return listening.getLocalPort();
    }

    /** {@return an address here, over {@code ws:}; the path starts with a slash} */
    public URI uri(String pathAndQuery) {
        return URI.create("ws://127.0.0.1:" + port() + Checks.path(pathAndQuery));
    }

    @Override
    public void close() throws IOException {
        for (Socket filler : fillers) {
            filler.close();
        }
        listening.close();
    }
}
