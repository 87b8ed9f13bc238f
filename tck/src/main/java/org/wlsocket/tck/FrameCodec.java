// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Frames to bytes and back. Judges nothing but a length that no array can hold. */
final class FrameCodec {
    private static final int LONGEST_HEAD = 14;
    private static final int SHOWN = 60;

    private FrameCodec() {}

    static byte[] encode(Frame frame, int lengthBits) {
        ByteBuffer out = ByteBuffer.allocate(LONGEST_HEAD + frame.length());
        out.put((byte) ((frame.fin() ? 0x80 : 0) | frame.rsv() << 4 | frame.opcode()));
        putLength(out, frame.isMasked() ? 0x80 : 0, frame.length(), lengthBits);
        byte[] payload = frame.payload();
        byte[] key = frame.maskKey();
        if (key != null) {
            out.put(key);
            mask(payload, key);
        }
        out.put(payload).flip();
        byte[] bytes = new byte[out.remaining()];
        out.get(bytes);
        return bytes;
    }

    private static void putLength(ByteBuffer out, int maskBit, int length, int bits) {
        switch (bits) {
            case 7 -> out.put((byte) (maskBit | length));
            case 16 -> out.put((byte) (maskBit | 126)).putShort((short) length);
            case 64 -> out.put((byte) (maskBit | 127)).putLong(length);
            default -> throw new IllegalArgumentException("expected length bits 7, 16 or 64, found " + bits);
        }
    }

    /** The next frame, unmasked; null when the stream ends in front of it. */
    static @Nullable Frame read(InputStream in) throws IOException {
        int first = in.read();
        if (first < 0) {
            return null;
        }
        int second = exactly(in, 1)[0];
        long length = length(in, second & 0x7f);
        byte[] key = (second & 0x80) == 0 ? null : exactly(in, 4);
        byte[] payload = exactly(in, length);
        if (key != null) {
            mask(payload, key);
        }
        return new Frame(first & 0x0f, (first & 0x80) != 0, first >> 4 & 7, key, payload);
    }

    private static long length(InputStream in, int seven) throws IOException {
        return switch (seven) {
            case 126 -> ByteBuffer.wrap(exactly(in, 2)).getChar();
            case 127 -> ByteBuffer.wrap(exactly(in, 8)).getLong();
            default -> seven;
        };
    }

    static byte[] exactly(InputStream in, long count) throws IOException {
        if (count < 0 || count > Integer.MAX_VALUE) {
            throw new IOException("expected a frame that fits into memory, found " + count + " bytes");
        }
        byte[] bytes = in.readNBytes((int) count);
        if (bytes.length < count) {
            throw new EOFException("expected " + count + " bytes, found " + bytes.length);
        }
        return bytes;
    }

    private static void mask(byte[] payload, byte[] key) {
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= key[i & 3];
        }
    }

    static String describe(Frame frame) {
        String flags = (frame.fin() ? "" : "+more") + (frame.rsv() == 0 ? "" : " rsv=" + frame.rsv());
        return Opcode.nameOf(frame.opcode()) + flags + "(" + content(frame) + ")";
    }

    private static String content(Frame frame) {
        if (frame.is(Opcode.CLOSE) && frame.length() >= 2) {
            return frame.closeCode() + " '" + frame.closeReason() + "'";
        }
        if (frame.is(Opcode.BINARY) || frame.length() > SHOWN) {
            return frame.length() + " bytes";
        }
        return frame.length() == 0 ? "" : "'" + frame.text() + "'";
    }
}
