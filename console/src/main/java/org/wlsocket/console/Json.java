// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

/** Writes one JSON object. */
final class Json {

    private final StringBuilder text = new StringBuilder("{");

    Json with(String name, String value) {
        return raw(name, quoted(value));
    }

    Json with(String name, long value) {
        return raw(name, Long.toString(value));
    }

    Json with(String name, Json value) {
        return raw(name, value.toString());
    }

    private Json raw(String name, String value) {
        text.append(text.length() == 1 ? "" : ",").append(quoted(name)).append(':').append(value);
        return this;
    }

    @Override
    public String toString() {
        return text + "}";
    }

    private static String quoted(String value) {
        StringBuilder quoted = new StringBuilder(value.length() + 2).append('"');
        for (int i = 0; i < value.length(); i++) {
            append(quoted, value.charAt(i));
        }
        return quoted.append('"').toString();
    }

    private static void append(StringBuilder quoted, char c) {
        switch (c) {
            case '"' -> quoted.append("\\\"");
            case '\\' -> quoted.append("\\\\");
            case '\n' -> quoted.append("\\n");
            case '\r' -> quoted.append("\\r");
            case '\t' -> quoted.append("\\t");
            default -> {
                if (c < 0x20 || c >= 0x7f && c < 0xa0 || c == 0x2028 || c == 0x2029) {
                    quoted.append(String.format("\\u%04x", (int) c));
                } else {
                    quoted.append(c);
                }
            }
        }
    }
}
