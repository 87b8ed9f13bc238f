// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import java.util.function.IntPredicate;

/** Makes what a peer wrote harmless on a terminal. */
final class Escapes {

    private Escapes() {}

    /** {@return the text with its control characters shown as escapes; line breaks and tabs stay} */
    static String lines(String text) {
        return escape(text, c -> c != '\n' && c != '\t' && isDangerous(c));
    }

    /** {@return the text as one line} */
    static String line(String text) {
        return escape(text, Escapes::isDangerous);
    }

    private static String escape(String text, IntPredicate dangerous) {
        if (text.chars().noneMatch(dangerous)) {
            return text;
        }
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.chars().forEach(c -> {
            if (dangerous.test(c)) {
                escaped.append(String.format("\\u%04x", c));
            } else {
                escaped.append((char) c);
            }
        });
        return escaped.toString();
    }

    /** Control characters, and the marks that turn the direction of writing. */
    private static boolean isDangerous(int c) {
        return Character.isISOControl(c)
                || c >= 0x202a && c <= 0x202e
                || c >= 0x2066 && c <= 0x2069
                || c == 0x2028
                || c == 0x2029;
    }
}
