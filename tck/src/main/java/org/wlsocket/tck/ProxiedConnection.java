// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** One client of the proxy and its connection to the server: two pumps, one for each direction. */
final class ProxiedConnection {
    private final Socket client;
    private final Socket server = new Socket();
    private final InetSocketAddress target;
    private final Gate gate;
    private final String name;
    private final AtomicInteger pumping = new AtomicInteger(2);
    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    ProxiedConnection(Socket client, InetSocketAddress target, Gate gate, String name) {
        this.client = client;
        this.target = target;
        this.gate = gate;
        this.name = name;
    }

    void start() {
        run("-out", this::connectAndPump);
    }

    private void run(String suffix, Runnable task) {
        Thread thread = ScriptThreads.daemon(name + suffix, task);
        threads.add(thread);
        thread.start();
    }

    private void connectAndPump() {
        try {
            gate.pass();
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            server.connect(target);
        } catch (IOException | InterruptedException e) {
            reset();
            return;
        }
        run("-in", () -> pump(server, client));
        pump(client, server);
    }

    private void pump(Socket from, Socket to) {
        try {
            forward(from.getInputStream(), to.getOutputStream());
            to.shutdownOutput();
            if (pumping.decrementAndGet() == 0) {
                close();
            }
        } catch (IOException | InterruptedException e) {
            reset();
        }
    }

    // The gate stands behind the read: what was under way when it was shut, an end included, waits too.
    private void forward(InputStream in, OutputStream out) throws IOException, InterruptedException {
        byte[] buffer = new byte[1 << 16];
        int count = 0;
        while (count >= 0) {
            out.write(buffer, 0, count);
            count = read(in, buffer);
            gate.pass();
        }
    }

    private int read(InputStream in, byte[] buffer) throws IOException, InterruptedException {
        try {
            return in.read(buffer);
        } catch (IOException e) {
            gate.pass();
            throw e;
        }
    }

    boolean isOpen() {
        return !client.isClosed();
    }

    /** Resets both sides, shut gate or not. */
    void reset() {
        linger(client);
        linger(server);
        close();
    }

    private static void linger(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException alreadyGone) {
            // Nothing is left to reset.
        }
    }

    private void close() {
        closeQuietly(client);
        closeQuietly(server);
        threads.forEach(Thread::interrupt);
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            // Nothing is left to close.
        }
    }
}
