// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck.reference;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Generated texts, and digests of what came. */
final class Payload {

    private static final String ASCII = "0123456789abcdef";
    private static final int FIRST_ASTRAL = 0x1F600;
    private static final int ASTRALS = 64;
    private static final int DIGEST_BYTES = 8;

    private Payload() {}

    /** {@return {@code n} characters ({@code ascii}) or code points outside the BMP ({@code astral})} */
    static String generate(String kind, int n) {
        return switch (kind) {
            case "ascii" -> ASCII.repeat(n / ASCII.length() + 1).substring(0, n);
            case "astral" -> astral(n);
            default -> throw new IllegalArgumentException("expected gen ascii or astral, found " + kind);
        };
    }

    private static String astral(int n) {
        StringBuilder text = new StringBuilder(2 * n);
        for (int i = 0; i < n; i++) {
            text.appendCodePoint(FIRST_ASTRAL + i % ASTRALS);
        }
        return text.toString();
    }

    static String sha(String text) {
        return sha(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** {@return the first 16 hexadecimal digits of the SHA-256 of the remaining bytes} */
    static String sha(ByteBuffer data) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(data.duplicate());
            return HexFormat.of().formatHex(digest.digest(), 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
