// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.benchmarks;

import java.nio.ByteBuffer;
import java.util.Locale;
import org.wlsocket.Delivery;
import org.wlsocket.NamedSocket;
import org.wlsocket.SocketEvent;
import org.wlsocket.SocketOptions;
import org.wlsocket.Sockets;

/** One large message, in or out, the first of its JVM. */
final class LargeMessages {

    private static final double MIB = 1 << 20;
    private static final int BOUND = 64 << 20;
    private static final double MOST_SECONDS = 30;
    private static final long MOST_KEPT = 8 << 20;

    private static final SocketOptions OPTIONS = SocketOptions.defaults()
            .withMaxMessageSize(BOUND)
            .withSendBuffer(2, BOUND)
            .withReceiveBuffer(2, BOUND)
            .withWriteLimit(Client.PATIENCE);

    private final String url;

    LargeMessages(String url) {
        this.url = url;
    }

    String textIn() throws InterruptedException {
        String expected = Payloads.digest(Payloads.text(Payloads.INBOUND_BYTES));
        return in(CapacityServer.TEXT_IN, expected, client ->
                Payloads.digest(client.await(SocketEvent.Text.class).text()));
    }

    String binaryIn() throws InterruptedException {
        String expected = Payloads.digest(Payloads.binary(Payloads.INBOUND_BYTES));
        return in(CapacityServer.BINARY_IN, expected, client ->
                digest(client.await(SocketEvent.Binary.class).data()));
    }

    String textOut() throws InterruptedException {
        String message = Payloads.text(Payloads.OUTBOUND_BYTES);
        return out(CapacityServer.TEXT_OUT, Payloads.digest(message), socket -> socket.send(message));
    }

    String binaryOut() throws InterruptedException {
        byte[] message = Payloads.binary(Payloads.OUTBOUND_BYTES);
        return out(CapacityServer.BINARY_OUT, Payloads.digest(message), socket ->
                socket.send(ByteBuffer.wrap(message)));
    }

    private static String digest(ByteBuffer data) {
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        return Payloads.digest(bytes);
    }

    private interface Reading {
        String digestOf(Client client) throws InterruptedException;
    }

    private String in(String path, String expected, Reading reading) throws InterruptedException {
        return measured(path, expected, client -> {
            client.socket().send("go");
            return reading.digestOf(client);
        });
    }

    private interface Sending {
        Delivery by(NamedSocket socket);
    }

    private String out(String path, String expected, Sending sending) throws InterruptedException {
        return measured(path, expected, client -> {
            Delivery delivery = sending.by(client.socket());
            Failed.unless(delivery.accepted(), "an accepted message", delivery);
            return client.await(SocketEvent.Text.class).text();
        });
    }

    /** {@return time, greatest use of the heap beyond that before, and what stays of it} */
    private String measured(String path, String expected, Reading reading) throws InterruptedException {
        try (Sockets sockets = Sockets.create()) {
            Client client = Client.open(sockets, "large", url + path, OPTIONS);
            long before = Jvm.usedHeap();
            Jvm.resetPeak();
            long start = System.nanoTime();
            String found = reading.digestOf(client);
            double seconds = (System.nanoTime() - start) / 1e9;
            long peak = Jvm.peakHeap() - before;
            Failed.unless(found.equals(expected), "the message of " + expected, found);
            long kept = Jvm.usedHeap() - before;
            client.end();
            Failed.unless(seconds <= MOST_SECONDS, "at most " + MOST_SECONDS + " s", seconds);
            Failed.unless(kept <= MOST_KEPT, "at most " + MOST_KEPT + " bytes kept afterwards", kept);
            return String.format(
                    Locale.ROOT, "%.1f s, %.0f MiB, %.1f MiB", seconds, peak / MIB, kept / MIB);
        }
    }
}
