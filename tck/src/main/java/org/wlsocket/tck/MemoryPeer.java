// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.wlsocket.CloseStatus;
import org.wlsocket.Failure;
import org.wlsocket.spi.Handshake;
import org.wlsocket.spi.WireListener;

/**
 * The other side of one connection of a {@link MemoryProvider}; every method may be called from any thread.
 * What it sends goes out in order and never waits. What the client sends is handed to {@link #onText} and
 * {@link #onBinary} on the client's writing thread.
 *
 * <p>Unless told otherwise it answers the upgrade with 101, a ping with a pong and a close with the same
 * code.
 */
public final class MemoryPeer {

    private final Handshake handshake;
    private final WireListener client;
    private final MemoryOpening opening = new MemoryOpening();
    private final MemoryLine line;
    private final MemoryWire wire = new MemoryWire(this);

    private final MemoryInbox inbox = new MemoryInbox();
    private final MemoryCount count;
    private final Queue<ByteBuffer> heldPings = new ArrayDeque<>(); // guarded by this

    private Consumer<CloseStatus> closeHandler = this::close; // guarded by this
    private Consumer<ByteBuffer> pingHandler; // guarded by this
    private @Nullable CloseStatus closedWith; // guarded by this
    private boolean opened; // guarded by this
    private boolean over; // guarded by this

    MemoryPeer(Handshake handshake, WireListener client, MemoryLine line, MemoryCount count) {
        this.count = count;
        this.handshake = handshake;
        this.client = client;
        this.line = line;
        this.pingHandler = this::pong;
    }

    /** {@return what the client asked for} */
    public Handshake handshake() {
        return handshake;
    }

    /** {@return how the upgrade is answered} */
    public MemoryOpening opening() {
        return opening;
    }

    /** {@return what the client writes through, to withhold the ends of writes} */
    public MemoryWire wire() {
        return wire;
    }

    /** Says what is done with each text that comes; what the handler throws fails the client's write. */
    public void onText(Consumer<String> handler) {
        inbox.onText(handler);
    }

    /** Says what is done with each binary message that comes. */
    public void onBinary(Consumer<ByteBuffer> handler) {
        inbox.onBinary(handler);
    }

    /** Says what is done with the client's close, instead of answering it with the same code. */
    public synchronized void onClose(Consumer<CloseStatus> handler) {
        closeHandler = handler;
    }

    /** Leaves the client's close without an answer. */
    public void ignoreClose() {
        onClose(status -> {});
    }

    /** Leaves the client's pings without an answer. */
    public synchronized void ignorePings() {
        pingHandler = payload -> {};
    }

    /** Keeps the client's pings until {@link #letPongs}. */
    public synchronized void holdPongs() {
        pingHandler = heldPings::add;
    }

    /** Answers the pings that were kept, and those to come at once. */
    public void letPongs() {
        List<ByteBuffer> pings;
        synchronized (this) {
            pings = List.copyOf(heldPings);
            heldPings.clear();
            pingHandler = this::pong;
        }
        pings.forEach(this::pong);
    }

    private void pong(ByteBuffer payload) {
        line.execute(() -> client.pong(payload));
    }

    /** Ends the connection without a close frame when this many messages have come. */
    public void dropAfter(int messages) {
        inbox.after(messages, this::drop);
    }

    /** Sends a text. */
    public void send(String text) {
        deliver(() -> client.text(text, true));
    }

    /** Sends a text in fragments. */
    public void sendFragments(String... parts) {
        for (int i = 0; i < parts.length; i++) {
            String part = parts[i];
            boolean last = i == parts.length - 1;
            deliver(() -> client.text(part, last));
        }
    }

    /** Sends a binary message. */
    public void send(ByteBuffer data) {
        deliver(() -> client.binary(data, true));
    }

    /** Sends a binary message in fragments. */
    public void sendFragments(ByteBuffer... parts) {
        for (int i = 0; i < parts.length; i++) {
            ByteBuffer part = parts[i];
            boolean last = i == parts.length - 1;
            deliver(() -> client.binary(part, last));
        }
    }

    /**
     * Runs something in order with what is sent: when it runs, the client has read all that was sent before.
     * What it throws is in {@link MemoryProvider#failures}.
     */
    public void afterDelivery(Runnable task) {
        line.execute(task);
    }

    /**
     * Closes; 1005 stands for a close frame without code. Also the answer to the client's close. In a
     * script it makes a server that accepts and closes at once.
     */
    public void close(CloseStatus status) {
        end(() -> client.closed(status));
    }

    /** Ends the connection without a close frame. */
    public void drop() {
        close(CloseStatus.of(CloseStatus.ABNORMAL));
    }

    /** Breaks the protocol, which a client's container notices. */
    public void violate() {
        end(() -> client.failed(Failure.of(
                Failure.Phase.OPEN,
                Failure.Reason.PROTOCOL_VIOLATION,
                "the peer in memory broke the protocol")));
    }

    /** {@return the texts that came until now} */
    public List<String> texts() {
        return inbox.texts();
    }

    /** {@return the binary messages that came until now} */
    public List<ByteBuffer> binaries() {
        return inbox.binaries();
    }

    /** {@return with what the client closed or cut the connection, if it has} */
    public synchronized Optional<CloseStatus> closedWith() {
        return Optional.ofNullable(closedWith);
    }

    /** {@return whether the upgrade was answered with 101 and no side has ended the connection} */
    public synchronized boolean isOpen() {
        return opened && !over;
    }

    void answer() throws Exception {
        opening.await();
        noteOpened();
        client.opened(wire, opening.answer());
        line.start();
    }

    private synchronized void noteOpened() {
        opened = true;
        if (!over) {
            count.opened();
        }
    }

    /** The provider is closed. */
    void leave() {
        opening.refuse(503, Map.of());
        drop();
    }

    private void deliver(Runnable report) {
        if (!isOver()) {
            line.execute(report);
        }
    }

    private void end(Runnable report) {
        if (finish()) {
            line.execute(report);
        }
    }

    private synchronized boolean finish() {
        boolean first = !over;
        over = true;
        if (first && opened) {
            count.ended();
        }
        return first;
    }

    synchronized boolean isOver() {
        return over;
    }

    MemoryInbox inbox() {
        return inbox;
    }

    void takePing(ByteBuffer payload) {
        Consumer<ByteBuffer> handler;
        synchronized (this) {
            handler = pingHandler;
        }
        handler.accept(payload);
    }

    void takeClose(CloseStatus status) {
        Consumer<CloseStatus> handler;
        synchronized (this) {
            closedWith = status;
            handler = closeHandler;
        }
        handler.accept(status);
    }

    /** The client has cut the connection. */
    synchronized void takeAbort(CloseStatus status) {
        if (!over && closedWith == null) {
            closedWith = status;
        }
        var unused = finish();
    }
}
