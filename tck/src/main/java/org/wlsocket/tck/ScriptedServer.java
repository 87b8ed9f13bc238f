// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;

/**
 * A WebSocket server on the loopback interface that does to its peers exactly what a {@link Script} says,
 * right or wrong, on one daemon thread for each connection. It counts what the peers do, so that a test can
 * assert it. Every method may be called from any thread.
 *
 * <pre>{@code
 * Script resets = connection -> {
 *     connection.accept();
 *     connection.text("hello");
 *     connection.rst();
 * };
 * try (ScriptedServer server = ScriptedServer.start(Script.inTurn(resets, Script.echo()))) {
 *     sockets.connect("client", server.uri("/").toString(), staying, events);
 *     server.awaitHandshaken(2, Duration.ofSeconds(10));
 * }
 * }</pre>
 */
public final class ScriptedServer implements AutoCloseable {
    private static final int BACKLOG = 1024;

    private final ServerSettings settings;
    private final Script script;
    private final ServerSocketChannel acceptor;
    private final Thread acceptorThread;
    private final ConnectionLedger ledger = new ConnectionLedger();
    private final ScriptThreads threads = new ScriptThreads();

    ScriptedServer(ServerSettings settings, Script script) throws IOException {
        this.settings = settings;
        this.script = script;
        acceptor = ServerSocketChannel.open();
        if (settings.receiveBuffer() > 0) {
            // Before the bind: accepted connections inherit it, and their window is set before we see them.
            acceptor.setOption(StandardSocketOptions.SO_RCVBUF, settings.receiveBuffer());
        }
        acceptor.bind(new InetSocketAddress(settings.address().address(), settings.port()), BACKLOG);
        acceptorThread = ScriptThreads.daemon("scripted-server-" + port(), this::acceptAll);
        acceptorThread.start();
    }

    /** On a free port of 127.0.0.1. */
    public static ScriptedServer start(Script script) throws IOException {
        return builder().start(script);
    }

    /** As {@link #start}, with TLS; see {@link TestCertificate#serverContext}. */
    public static ScriptedServer startTls(SSLContext tls, Script script) throws IOException {
        return builder().tls(tls).start(script);
    }

    /** {@return a builder for what is not usual: IPv6, a port, client certificates} */
    public static ScriptedServerBuilder builder() {
        return new ScriptedServerBuilder();
    }

    /** {@return whether this machine has ::1, so that {@link ScriptedServerBuilder#ipv6} can work} */
    public static boolean hasIpv6() {
        try (ServerSocket socket = new ServerSocket(0, 1, Loopback.IPV6.address())) {
            return socket.isBound();
        } catch (IOException none) {
            return false;
        }
    }

    private void acceptAll() {
        try {
            while (true) {
                serve(acceptor.accept());
            }
        } catch (ClosedChannelException closed) {
            // By close().
        } catch (IOException e) {
            threads.failed(e);
        }
    }

    /** A peer that has gone before it was looked at must not cost those behind it the server. */
    private void serve(SocketChannel accepted) throws IOException {
        try {
            int number = accepted();
            ScriptedConnection connection = new ScriptedConnection(number, accepted, settings, ledger);
            ledger.add(connection);
            threads.start(acceptorThread.getName() + "-" + number, script, connection);
        } catch (IOException gone) {
            accepted.close();
        }
    }

    /** {@return the port that it listens on} */
    public int port() {
        return acceptor.socket().getLocalPort();
    }

    /** {@code ws:} or {@code wss:}, the server's address, and these characters, the first of them a slash. */
    public URI uri(String pathAndQuery) {
        return uri(settings.address().literal(), pathAndQuery);
    }

    /** As {@link #uri(String)} with another name for this host, such as {@code localhost}. */
    public URI uri(String host, String pathAndQuery) {
        String scheme = settings.tls() == null ? "ws" : "wss";
        String authority = host.contains(":") ? "[" + host + "]" : host;
        return URI.create(scheme + "://" + authority + ":" + port() + Checks.path(pathAndQuery));
    }

    /** How many TCP connections were accepted. */
    public int accepted() {
        return connections().size();
    }

    /**
     * How many of them have been ended by neither side. A peer's end is seen at once, also while no script
     * reads, unless more than a few unread kilobytes lie in front of it.
     */
    public int live() {
        return ledger.live();
    }

    /** How many links were answered by a 101. */
    public int handshaken() {
        return ledger.handshaken();
    }

    /** The greatest number of links that were past the handshake and live at one time. */
    public int maxLiveHandshaken() {
        return ledger.maxLiveHandshaken();
    }

    /** In the order of acceptance, also those that have ended. */
    public List<ScriptedConnection> connections() {
        return ledger.all();
    }

    /** The connection of this number, counted from 0, as soon as it is there. */
    public ScriptedConnection awaitConnection(int number, Duration limit) throws InterruptedException {
        awaitAccepted(number + 1, limit);
        return connections().get(number);
    }

    /** Waits until at least these many were accepted; otherwise an {@link AssertionError}. */
    public void awaitAccepted(int atLeast, Duration limit) throws InterruptedException {
        await(() -> accepted() >= atLeast, "at least " + atLeast + " accepted", limit);
    }

    /** Waits until at least these many were handshaken; otherwise an {@link AssertionError}. */
    public void awaitHandshaken(int atLeast, Duration limit) throws InterruptedException {
        await(() -> handshaken() >= atLeast, "at least " + atLeast + " handshaken", limit);
    }

    /** Waits until exactly these many are live; otherwise an {@link AssertionError}. */
    public void awaitLive(int exactly, Duration limit) throws InterruptedException {
        await(() -> live() == exactly, exactly + " live", limit);
    }

    /**
     * Waits until every script that has begun has ended, thus has read all that it reads; otherwise an
     * {@link AssertionError}.
     */
    public void awaitScripts(Duration limit) throws InterruptedException {
        await(() -> threads.running() == 0, "scripts that end", limit);
    }

    private void await(BooleanSupplier condition, String expected, Duration limit)
            throws InterruptedException {
        if (!ledger.await(condition, limit)) {
            throw new AssertionError("expected " + expected + " within " + limit + ", found " + this);
        }
    }

    /**
     * What scripts threw. That a peer ended its connection is no failure, unless a script expected something
     * else.
     */
    public List<Throwable> failures() {
        return threads.failures();
    }

    public void assertNoScriptFailure() {
        List<Throwable> failures = failures();
        if (!failures.isEmpty()) {
            AssertionError all = new AssertionError(failures.size() + " scripts failed", failures.get(0));
            failures.stream().skip(1).forEach(all::addSuppressed);
            throw all;
        }
    }

    /** Ends every connection and every thread, then asserts that no script failed before. */
    @Override
    public void close() throws IOException {
        stop();
        assertNoScriptFailure();
    }

    private void stop() throws IOException {
        acceptor.close();
        try {
            acceptorThread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.endAll();
    }

    @Override
    public String toString() {
        return "server at " + uri("/") + ": " + accepted() + " accepted, " + live() + " live, "
                + handshaken() + " handshaken, " + connections();
    }
}
