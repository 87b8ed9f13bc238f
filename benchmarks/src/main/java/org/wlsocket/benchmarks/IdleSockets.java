// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.wlsocket.SocketEvent;
import org.wlsocket.SocketOptions;
import org.wlsocket.Sockets;

/** Many sockets that have nothing to do, and then each of them has. */
final class IdleSockets {

    private static final int COUNT = 1000;
    private static final int AT_ONCE = 20;
    private static final double KIB = 1024;

    /** Generous: the most costly container holds three buffers of 8 KiB for each. */
    private static final long MOST_BYTES_EACH = 256 << 10;

    private final String url;

    IdleSockets(String url) {
        this.url = url + CapacityServer.ECHO;
    }

    /** {@return the heap for each socket, and the threads of the JVM beyond those before the first} */
    String measured() throws InterruptedException {
        int threadsBefore = Jvm.liveThreads();
        try (Sockets sockets = Sockets.create()) {
            // What is made once is not a socket's.
            Client first = Client.open(sockets, "first", url, SocketOptions.defaults());
            echo(first);
            long before = Jvm.usedHeap();
            List<Client> idle = opened(sockets);
            long each = (Jvm.usedHeap() - before) / COUNT;
            int threads = Jvm.liveThreads() - threadsBefore;
            for (Client client : idle) {
                echo(client);
                pong(client);
            }
            Failed.unless(each <= MOST_BYTES_EACH, "at most " + MOST_BYTES_EACH + " bytes a socket", each);
            return String.format(Locale.ROOT, "%.0f KiB | %d", each / KIB, threads);
        }
    }

    private List<Client> opened(Sockets sockets) throws InterruptedException {
        List<Client> all = new ArrayList<>();
        while (all.size() < COUNT) {
            int from = all.size();
            for (int i = 0; i < AT_ONCE; i++) {
                all.add(Client.begin(sockets, "idle" + (from + i), url, SocketOptions.defaults()));
            }
            for (Client client : all.subList(from, all.size())) {
                client.await(SocketEvent.Opened.class);
            }
        }
        return all;
    }

    private static void echo(Client client) throws InterruptedException {
        client.socket().send(client.socket().name());
        String echo = client.await(SocketEvent.Text.class).text();
        Failed.unless(echo.equals(client.socket().name()), "the echo " + client.socket().name(), echo);
    }

    private static void pong(Client client) throws InterruptedException {
        try {
            var unused = client.socket()
                    .ping()
                    .toCompletableFuture()
                    .get(Client.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new Failed("expected a pong for " + client.socket().name() + ", found " + e
                    + "; see the log above");
        }
    }
}
