// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One RFC 6455 frame as it is on the wire, legal or not. Immutable. Made by the factories and bent by the
 * {@code with…} methods, which check nothing: a test server must be able to say what is wrong.
 */
public final class Frame {
    private final int opcode;
    private final boolean fin;
    private final int rsv;
    private final byte @Nullable [] mask;
    private final byte[] payload;

    Frame(int opcode, boolean fin, int rsv, byte @Nullable [] mask, byte[] payload) {
        this.opcode = opcode;
        this.fin = fin;
        this.rsv = rsv;
        this.mask = mask;
        this.payload = payload;
    }

    public static Frame of(Opcode opcode, byte... payload) {
        return new Frame(opcode.code(), true, 0, null, payload.clone());
    }

    public static Frame text(String text) {
        return of(Opcode.TEXT, text.getBytes(UTF_8));
    }

    public static Frame binary(byte... payload) {
        return of(Opcode.BINARY, payload);
    }

    public static Frame continuation(byte... payload) {
        return of(Opcode.CONTINUATION, payload);
    }

    public static Frame ping(byte... payload) {
        return of(Opcode.PING, payload);
    }

    public static Frame pong(byte... payload) {
        return of(Opcode.PONG, payload);
    }

    /** Any 16-bit code goes, also those that must not be on the wire. */
    public static Frame close(int code, String reason) {
        byte[] text = reason.getBytes(UTF_8);
        ByteBuffer payload = ByteBuffer.allocate(2 + text.length).putShort((short) code).put(text);
        return of(Opcode.CLOSE, payload.array());
    }

    public static Frame closeEmpty() {
        return of(Opcode.CLOSE);
    }

    /** The text cut into {@code count} frames of about equal size, anywhere in its UTF-8 bytes. */
    public static Frame[] fragments(String text, int count) {
        byte[] all = text.getBytes(UTF_8);
        Frame[] frames = new Frame[count];
        for (int i = 0; i < count; i++) {
            int from = (int) ((long) all.length * i / count);
            int to = (int) ((long) all.length * (i + 1) / count);
            Opcode opcode = i == 0 ? Opcode.TEXT : Opcode.CONTINUATION;
            frames[i] = of(opcode, Arrays.copyOfRange(all, from, to)).withFin(i == count - 1);
        }
        return frames;
    }

    public Frame withFin(boolean newFin) {
        return new Frame(opcode, newFin, rsv, mask, payload);
    }

    /** The three reserved bits as a number: RSV1 is 4, RSV2 is 2, RSV3 is 1. */
    public Frame withRsv(int newRsv) {
        return new Frame(opcode, fin, newRsv, mask, payload);
    }

    /** Any number from 0 to 15. */
    public Frame withOpcode(int newOpcode) {
        return new Frame(newOpcode, fin, rsv, mask, payload);
    }

    /** Masked with these four bytes, as only a client may do. */
    public Frame masked(byte... key) {
        return new Frame(opcode, fin, rsv, key.clone(), payload);
    }

    Frame unmasked() {
        return new Frame(opcode, fin, rsv, null, payload);
    }

    public int opcode() {
        return opcode;
    }

    public boolean is(Opcode expected) {
        return opcode == expected.code();
    }

    public boolean fin() {
        return fin;
    }

    /** See {@link #withRsv}. */
    public int rsv() {
        return rsv;
    }

    public boolean isMasked() {
        return mask != null;
    }

    /** The masking key, null when the frame is not masked. */
    public byte @Nullable [] maskKey() {
        return mask == null ? null : mask.clone();
    }

    /** A copy, without the mask. */
    public byte[] payload() {
        return payload.clone();
    }

    public int length() {
        return payload.length;
    }

    /** The payload as UTF-8; malformed bytes become U+FFFD. */
    public String text() {
        return new String(payload, UTF_8);
    }

    /** The code of a close frame, 1005 when it is empty. */
    public int closeCode() {
        return payload.length < 2 ? 1005 : ByteBuffer.wrap(payload).getChar();
    }

    /** The reason of a close frame, empty when there is none. */
    public String closeReason() {
        return payload.length < 2 ? "" : new String(payload, 2, payload.length - 2, UTF_8);
    }

    /** The bytes on the wire, with the shortest length form. */
    public byte[] encode() {
        return FrameCodec.encode(this, payload.length < 126 ? 7 : payload.length < 65536 ? 16 : 64);
    }

    /** The bytes on the wire with the length in 7, 16 or 64 bits, also where a shorter form would do. */
    public byte[] encodeWithLengthForm(int bits) {
        return FrameCodec.encode(this, bits);
    }

    @Override
    public String toString() {
        return FrameCodec.describe(this);
    }
}
