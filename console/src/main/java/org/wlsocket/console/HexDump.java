// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/** Sixteen bytes a line: offset, hexadecimal, ASCII. */
final class HexDump {

    private static final int WIDTH = 16;
    private static final HexFormat SPACED = HexFormat.ofDelimiter(" ");

    private HexDump() {}

    /** {@return the remaining bytes, without a line break at the end; the buffer is used up} */
    static String of(ByteBuffer data) {
        StringBuilder dump = new StringBuilder();
        for (int offset = 0; data.hasRemaining(); offset += WIDTH) {
            byte[] row = new byte[Math.min(WIDTH, data.remaining())];
            data.get(row);
            dump.append(offset == 0 ? "" : "\n").append(line(offset, row));
        }
        return dump.toString();
    }

    private static String line(int offset, byte[] row) {
        StringBuilder ascii = new StringBuilder(WIDTH);
        for (byte b : row) {
            ascii.append(b >= 0x20 && b < 0x7f ? (char) b : '.');
        }
        return String.format("%08x  %-47s  %s", offset, SPACED.formatHex(row), ascii);
    }
}
