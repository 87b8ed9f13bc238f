// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wlsocket.CloseStatus;

/** The reading half of a {@link WirePeerLink}: keeps what comes, answers pings and closes. */
final class WireReader {

    private final ScriptedConnection connection;
    private final Gate gate = new Gate();
    private final ByteArrayOutputStream parts = new ByteArrayOutputStream(); // of the reading thread
    private boolean partsAreText; // of the reading thread
    private final List<String> texts = new ArrayList<>(); // guarded by this
    private final List<ByteBuffer> binaries = new ArrayList<>(); // guarded by this
    private int pongs; // guarded by this
    private @Nullable CloseStatus closedWith; // guarded by this
    private volatile boolean closeSent;
    private volatile boolean ignoresClose;

    WireReader(ScriptedConnection connection) {
        this.connection = connection;
    }

    /** {@return whether there may be more} */
    boolean readNext() throws IOException, InterruptedException {
        gate.pass();
        try {
            Frame frame = connection.readFrame();
            // Held while it waited for the frame: then this frame is not seen before the rest either.
            gate.pass();
            return frame != null && take(frame);
        } catch (SocketTimeoutException quiet) {
            return true;
        } catch (ClosedChannelException ended) {
            return false;
        }
    }

    private boolean take(Frame frame) throws IOException {
        if (frame.is(Opcode.PING)) {
            connection.pong(frame.payload());
        } else if (frame.is(Opcode.PONG)) {
            countPong();
        } else if (frame.is(Opcode.CLOSE)) {
            return takeClose(frame);
        } else {
            takePart(frame);
        }
        return true;
    }

    private synchronized void countPong() {
        pongs++;
    }

    private boolean takeClose(Frame frame) throws IOException {
        boolean answers = !closeSent && !ignoresClose;
        // Known before the frame is: whoever sees it may send a close then, behind which more must be read.
        boolean last = closeSent || answers;
        if (answers) {
            closeSent = true;
        }
        synchronized (this) {
            closedWith = CloseStatus.of(frame.closeCode(), frame.closeReason());
        }
        if (answers) {
            connection.send(frame.unmasked());
        }
        return !last;
    }

    private void takePart(Frame frame) {
        if (!frame.is(Opcode.CONTINUATION)) {
            partsAreText = frame.is(Opcode.TEXT);
        }
        parts.writeBytes(frame.payload());
        if (frame.fin()) {
            addMessage(parts.toByteArray());
            parts.reset();
        }
    }

    private synchronized void addMessage(byte[] whole) {
        if (partsAreText) {
            texts.add(new String(whole, StandardCharsets.UTF_8));
        } else {
            binaries.add(ByteBuffer.wrap(whole));
        }
    }

    /** A close is sent by the writing half: the client's is its answer. */
    void closeIsSent() {
        closeSent = true;
    }

    void ignoreClose() {
        ignoresClose = true;
    }

    void hold() {
        gate.shut();
    }

    void resume() {
        gate.open();
    }

    synchronized int pongs() {
        return pongs;
    }

    synchronized List<String> texts() {
        return List.copyOf(texts);
    }

    synchronized List<ByteBuffer> binaries() {
        return List.copyOf(binaries);
    }

    synchronized Optional<CloseStatus> closedWith() {
        return Optional.ofNullable(closedWith);
    }
}
