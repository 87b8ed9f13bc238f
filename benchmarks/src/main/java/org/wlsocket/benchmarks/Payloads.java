// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;

/** The large messages, made alike on both sides, and what tells them from others. */
final class Payloads {

    static final int INBOUND_BYTES = 16 << 20;
    static final int OUTBOUND_BYTES = 30 << 20;

    private static final int LETTERS = 26;

    /** So that its bytes are not its characters, and cuts fall between the two bytes of one. */
    private static final byte[] TWO_BYTES = "é".getBytes(UTF_8);

    private static final int TWO_BYTES_EVERY = 61;

    private Payloads() {}

    /** {@return a text of so many bytes of UTF-8} */
    static String text(int bytes) {
        byte[] all = new byte[bytes];
        int at = 0;
        while (at < bytes) {
            if (at % TWO_BYTES_EVERY == 0 && at + 1 < bytes) {
                all[at++] = TWO_BYTES[0];
                all[at++] = TWO_BYTES[1];
            } else {
                all[at] = (byte) ('a' + at % LETTERS);
                at++;
            }
        }
        return new String(all, UTF_8);
    }

    static byte[] binary(int bytes) {
        byte[] all = new byte[bytes];
        new Random(bytes).nextBytes(all);
        return all;
    }

    static String digest(String text) {
        return digest(text.getBytes(UTF_8));
    }

    /** {@return the length and the hash of a message} */
    static String digest(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return bytes.length + " bytes, SHA-256 " + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
