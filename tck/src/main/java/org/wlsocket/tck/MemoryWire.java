// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import org.wlsocket.CloseStatus;
import org.wlsocket.spi.Wire;
import org.wlsocket.spi.WriteListener;

/** The client's end of a connection in memory. Writes end at once, unless they are withheld. */
public final class MemoryWire implements Wire {

    private final MemoryPeer peer;
    private final Queue<Runnable> withheld = new ArrayDeque<>(); // guarded by this
    private boolean holding; // guarded by this
    private boolean holdingEnds; // guarded by this

    MemoryWire(MemoryPeer peer) {
        this.peer = peer;
    }

    /**
     * From now on a write that has started ends only when {@link #letWriteEnd} or {@link #letWritesEnd} says
     * so.
     */
    public synchronized void holdWrites() {
        holding = true;
    }

    /**
     * From now on the peer gets what is written at once, but the client is told only when
     * {@link #letWriteEnd} or {@link #letWritesEnd} says so: what it is not told is in doubt when the
     * connection ends.
     */
    public synchronized void holdEnds() {
        holdingEnds = true;
    }

    /** Ends the oldest withheld write. {@return whether there was one} */
    public boolean letWriteEnd() {
        Runnable write;
        synchronized (this) {
            write = withheld.poll();
        }
        if (write != null) {
            write.run();
        }
        return write != null;
    }

    /** Ends all withheld writes and withholds no more. */
    public void letWritesEnd() {
        synchronized (this) {
            holding = false;
            holdingEnds = false;
        }
        while (letWriteEnd()) {
            // The next one.
        }
    }

    /** {@return how many writes are withheld} */
    public synchronized int heldWrites() {
        return withheld.size();
    }

    @Override
    public void write(String text, WriteListener end) {
        start(() -> peer.inbox().take(text), end);
    }

    @Override
    public void write(ByteBuffer data, WriteListener end) {
        start(() -> peer.inbox().take(data), end);
    }

    @Override
    public void ping(ByteBuffer payload, WriteListener end) {
        start(() -> peer.takePing(payload), end);
    }

    @Override
    public void close(CloseStatus status) {
        peer.takeClose(status);
    }

    @Override
    public void abort(CloseStatus status) {
        peer.takeAbort(status);
    }

    private void start(Runnable message, WriteListener end) {
        Runnable write = () -> finish(message, end);
        synchronized (this) {
            if (holding) {
                withheld.add(write);
                return;
            }
        }
        write.run();
    }

    private void finish(Runnable message, WriteListener end) {
        if (peer.isOver()) {
            end.ended(new IOException("the link is over"));
            return;
        }
        try {
            message.run();
        } catch (Throwable t) {
            end.ended(t);
            return;
        }
        if (!withholds(() -> end.ended(null))) {
            end.ended(null);
        }
    }

    private synchronized boolean withholds(Runnable end) {
        return holdingEnds && withheld.add(end);
    }
}
