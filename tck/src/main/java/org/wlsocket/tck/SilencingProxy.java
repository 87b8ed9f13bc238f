// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Stands between a client and a server on 127.0.0.1 and can fall silent: the connections stay, but no byte,
 * no FIN and no reset passes in either direction, as when a cable is pulled or a NAT forgets. TLS goes
 * through it untouched. Every method may be called from any thread.
 */
public final class SilencingProxy implements AutoCloseable {
    private final ServerSocket listening = new ServerSocket(0, 1024, Loopback.IPV4.address());
    private final InetSocketAddress target;
    private final Gate gate = new Gate();
    private final List<ProxiedConnection> connections = new CopyOnWriteArrayList<>();

    private SilencingProxy(InetSocketAddress target) throws IOException {
        this.target = target;
    }

    /** In front of this port of 127.0.0.1. */
    public static SilencingProxy inFrontOf(int port) throws IOException {
        SilencingProxy proxy = new SilencingProxy(new InetSocketAddress(Loopback.IPV4.address(), port));
        ScriptThreads.daemon("silencing-proxy-" + proxy.port(), proxy::acceptAll).start();
        return proxy;
    }

    private void acceptAll() {
        try {
            while (true) {
                String name = "silencing-proxy-" + port() + "-" + connections.size();
                ProxiedConnection next = new ProxiedConnection(listening.accept(), target, gate, name);
                connections.add(next);
                next.start();
            }
        } catch (IOException closed) {
            // By close().
        }
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** The same URI with the proxy's port. */
    public URI uri(URI server) {
        String text = server.toString();
        return URI.create(text.replaceFirst(":" + server.getPort(), ":" + port()));
    }

    /** From now on nothing passes. New connections are accepted, and get no answer. */
    public void stopForwarding() {
        gate.shut();
    }

    /** What was held back passes now, in order. */
    public void resume() {
        gate.open();
    }

    /** Resets all connections on both sides, also in silence. */
    public void reset() {
        connections.forEach(ProxiedConnection::reset);
    }

    /** How many connections were accepted. */
    public int accepted() {
        return connections.size();
    }

    /** How many of them are open, ends that are held back not counted as ends. */
    public int live() {
        return (int) connections.stream().filter(ProxiedConnection::isOpen).count();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        reset();
    }
}
