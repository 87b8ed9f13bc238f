// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The TCP connection below a script. Non-blocking, although its callers wait, so that {@link #probe} can see
 * that the peer has gone while a script waits in a read, or does not read at all: only then can two links
 * that overlap be told from two that follow each other.
 */
final class PeerChannel {
    private static final int STASH = 8192;

    private final SocketChannel channel;
    private final Readiness readable;
    private final Readiness writable;
    private final Consumer<PeerEnd> onEnd;
    private final ByteBuffer stash = ByteBuffer.allocate(STASH).flip(); // guarded by this
    private volatile @Nullable PeerEnd end; // written under this
    private volatile long readDeadline = System.nanoTime();

    /** {@code onEnd} runs under the monitor of this object and must not call back. */
    PeerChannel(SocketChannel channel, Consumer<PeerEnd> onEnd) throws IOException {
        this.channel = channel;
        this.onEnd = onEnd;
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        readable = new Readiness(channel, SelectionKey.OP_READ);
        writable = new Readiness(channel, SelectionKey.OP_WRITE);
    }

    /** From now on, reads wait until this time has passed. */
    void limitReads(Duration limit) {
        readDeadline = System.nanoTime() + limit.toNanos();
    }

    /** As {@link java.io.InputStream#read(byte[], int, int)}; a reset is a {@link PeerEnded}. */
    int read(byte[] target, int offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(target, offset, length);
        int count = poll(buffer);
        while (count == 0 && length > 0) {
            readable.await(readDeadline, "expected bytes from the peer, found none in time");
            count = poll(buffer);
        }
        return count;
    }

    private synchronized int poll(ByteBuffer target) throws IOException {
        if (!stash.hasRemaining() && target.remaining() >= STASH) {
            return receive(target);
        }
        int count = stash.hasRemaining() ? stash.remaining() : refill();
        int taken = Math.min(count, target.remaining());
        for (int i = 0; i < taken; i++) {
            target.put(stash.get());
        }
        return taken;
    }

    private int refill() throws IOException {
        stash.compact();
        try {
            return receive(stash);
        } finally {
            stash.flip();
        }
    }

    private int receive(ByteBuffer target) throws IOException {
        int count;
        try {
            count = channel.read(target);
        } catch (ClosedChannelException e) {
            throw e;
        } catch (IOException e) {
            throw ended(PeerEnd.RESET, "during a read", e);
        }
        return count < 0 ? endOfStream() : count;
    }

    private int endOfStream() throws PeerEnded {
        PeerEnded ended = ended(PeerEnd.FIN, "during a read", null);
        // After a write has met the reset, the kernel shows reads an ordinary end of stream.
        if (ended.end() == PeerEnd.RESET) {
            throw ended;
        }
        return -1;
    }

    /**
     * Looks whether the peer has gone; takes at most a few kilobytes from the connection, for the next
     * reads.
     */
    void probe() {
        if (!isLive()) {
            return;
        }
        fillStash();
        // What lies in the stash no longer makes the channel ready.
        readable.wakeUp();
    }

    private synchronized void fillStash() {
        try {
            int count = 1;
            while (count > 0 && stash.remaining() < STASH) {
                count = refill();
            }
        } catch (IOException gone) {
            // The peer has ended the connection, which is noted, or this side has closed it.
        }
    }

    void write(byte[] source, int offset, int length, Duration limit) throws IOException {
        long deadline = System.nanoTime() + limit.toNanos();
        ByteBuffer data = ByteBuffer.wrap(source, offset, length);
        while (data.hasRemaining()) {
            if (send(data) == 0) {
                writable.await(deadline, "expected the peer to take bytes, found it not reading");
            }
        }
    }

    private int send(ByteBuffer data) throws IOException {
        try {
            return channel.write(data);
        } catch (ClosedChannelException e) {
            throw e;
        } catch (IOException e) {
            throw ended(PeerEnd.RESET, "during a write", e);
        }
    }

    private synchronized PeerEnded ended(PeerEnd how, String during, @Nullable IOException cause) {
        PeerEnd known = end;
        if (known == null || how == PeerEnd.RESET && known != how) {
            end = how;
            onEnd.accept(how);
            return new PeerEnded(how, during, cause);
        }
        return new PeerEnded(known, during, cause);
    }

    @Nullable PeerEnd end() {
        return end;
    }

    boolean isLive() {
        return channel.isOpen() && end == null;
    }

    SocketChannel channel() {
        return channel;
    }

    /** A FIN. The other direction stays open. */
    void shutdownOutput() throws IOException {
        channel.shutdownOutput();
    }

    void reset() throws IOException {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        close();
    }

    void close() throws IOException {
        // First these: a channel that a selector knows keeps its descriptor, and its peer sees no reset.
        readable.close();
        writable.close();
        channel.close();
    }
}
