// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * The server's part of permessage-deflate on one connection (RFC 7692 section 7.2), as its answer to the
 * handshake says. For one thread at a time.
 *
 * <pre>{@code
 * String agreed = "permessage-deflate; server_no_context_takeover";
 * connection.accept(answer -> answer.withExtensions(agreed));
 * try (MessageDeflate deflate = MessageDeflate.agreedOnBy(agreed)) {
 *     connection.send(deflate.compress(Frame.text("hello"), 1));
 *     Frame whole = deflate.read(connection);
 * }
 * }</pre>
 */
public final class MessageDeflate implements AutoCloseable {

    private static final int RSV1 = 4;
    private static final int BUFFER = 8192;

    /** What a flush ends with, which is not sent. */
    private static final byte[] TAIL = {0, 0, -1, -1};

    /** A block without content, for messages that have none. */
    private static final byte[] EMPTY = {0};

    private final boolean serverForgets;
    private final boolean clientForgets;
    private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    private final Inflater inflater = new Inflater(true);

    /** The begin of the message that is being read, null between two. */
    private @Nullable Frame begun;

    private final ByteArrayOutputStream parts = new ByteArrayOutputStream();

    private MessageDeflate(boolean serverForgets, boolean clientForgets) {
        this.serverForgets = serverForgets;
        this.clientForgets = clientForgets;
    }

    /** As it is agreed on by this value of {@code Sec-WebSocket-Extensions} in the answer. */
    public static MessageDeflate agreedOnBy(String answer) {
        return new MessageDeflate(
                answer.contains("server_no_context_takeover"), answer.contains("client_no_context_takeover"));
    }

    /** The message compressed, in {@code count} frames of about equal size. */
    public Frame[] compress(Frame message, int count) {
        byte[] all = deflated(message.payload());
        Frame[] frames = new Frame[count];
        for (int i = 0; i < count; i++) {
            byte[] part = Arrays.copyOfRange(all, all.length * i / count, all.length * (i + 1) / count);
            Frame frame = i == 0
                    ? Frame.of(Opcode.TEXT, part).withOpcode(message.opcode()).withRsv(RSV1)
                    : Frame.continuation(part);
            frames[i] = frame.withFin(i == count - 1);
        }
        return frames;
    }

    private byte[] deflated(byte[] payload) {
        if (payload.length == 0) {
            return EMPTY;
        }
        if (serverForgets) {
            deflater.reset();
        }
        deflater.setInput(payload);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[BUFFER];
        int count;
        do {
            count = deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH);
            out.write(buffer, 0, count);
        } while (count == buffer.length);
        return Arrays.copyOf(out.toByteArray(), out.size() - TAIL.length);
    }

    /**
     * The peer's next message, joined and decompressed, or its next control frame; null at the end.
     *
     * @throws IOException also for what cannot be decompressed
     */
    public @Nullable Frame read(FrameSource source) throws IOException {
        Frame frame = source.readFrame();
        while (frame != null && (frame.opcode() & Opcode.CLOSE.code()) == 0) {
            begun = frame.is(Opcode.CONTINUATION) ? begun : frame;
            parts.writeBytes(frame.payload());
            if (frame.fin()) {
                return joined(Objects.requireNonNull(begun, "expected a message before its continuation"));
            }
            frame = source.readFrame();
        }
        return frame == null ? null : frame.unmasked();
    }

    private Frame joined(Frame first) throws IOException {
        byte[] whole = (first.rsv() & RSV1) == 0 ? parts.toByteArray() : inflated(parts.toByteArray());
        parts.reset();
        begun = null;
        return Frame.of(Opcode.TEXT, whole).withOpcode(first.opcode());
    }

    private byte[] inflated(byte[] payload) throws IOException {
        if (clientForgets) {
            inflater.reset();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        inflate(payload, out);
        inflate(TAIL, out);
        return out.toByteArray();
    }

    private void inflate(byte[] part, ByteArrayOutputStream out) throws IOException {
        inflater.setInput(part);
        byte[] buffer = new byte[BUFFER];
        try {
            int count = inflater.inflate(buffer);
            while (count > 0) {
                out.write(buffer, 0, count);
                count = inflater.inflate(buffer);
            }
        } catch (DataFormatException e) {
            throw new IOException("expected a compressed message, found something else", e);
        }
    }

    /** Frees what the compression holds. */
    @Override
    public void close() {
        deflater.end();
        inflater.end();
    }
}
