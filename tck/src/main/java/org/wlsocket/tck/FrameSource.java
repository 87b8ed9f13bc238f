// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Gives the frames of the peer. One thread at a time may read. The {@code expect…} methods throw an
 * {@link AssertionError} when something else comes, also when the peer ends the connection.
 */
public interface FrameSource {

    /** The next frame, unmasked and not judged; null when the peer has sent a FIN in front of it. */
    @Nullable Frame readFrame() throws IOException;

    /** Where the answers to pings go. */
    FrameSink answers();

    /** The next frame, which must be of this kind. */
    default Frame expect(Opcode opcode) throws IOException {
        return checked(opcode, expectFrame(opcode));
    }

    /**
     * The next frame but for pings and pongs, which must be a close; see {@link Frame#closeCode} and {@link
     * Frame#closeReason}. Pings are not answered, because this side may have closed already.
     */
    default Frame expectClose() throws IOException {
        return expectBehindPings(Opcode.CLOSE, false);
    }

    /**
     * The next message, which must be a text: its fragments joined, pings in between answered, pongs
     * skipped.
     */
    default String expectText() throws IOException {
        return new String(expectMessage(Opcode.TEXT), UTF_8);
    }

    /** As {@link #expectText} for a binary message. */
    default byte[] expectBinary() throws IOException {
        return expectMessage(Opcode.BINARY);
    }

    private byte[] expectMessage(Opcode kind) throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        Frame frame = expectBehindPings(kind, true);
        whole.writeBytes(frame.payload());
        while (!frame.fin()) {
            frame = expectBehindPings(Opcode.CONTINUATION, true);
            whole.writeBytes(frame.payload());
        }
        return whole.toByteArray();
    }

    private Frame expectBehindPings(Opcode kind, boolean answered) throws IOException {
        Frame frame = expectFrame(kind);
        while (frame.is(Opcode.PING) || frame.is(Opcode.PONG)) {
            if (answered && frame.is(Opcode.PING)) {
                answers().pong(frame.payload());
            }
            frame = expectFrame(kind);
        }
        return checked(kind, frame);
    }

    private Frame checked(Opcode expected, Frame found) {
        if (!found.is(expected)) {
            throw new AssertionError(
                    "expected a frame " + expected + ", found " + found + " on " + this);
        }
        return found;
    }

    private Frame expectFrame(Opcode kind) throws IOException {
        try {
            Frame frame = readFrame();
            if (frame != null) {
                return frame;
            }
        } catch (PeerEnded e) {
            throw new AssertionError("expected a frame " + kind + ", found the end of " + this, e);
        }
        throw new AssertionError("expected a frame " + kind + ", found the end of " + this);
    }
}
