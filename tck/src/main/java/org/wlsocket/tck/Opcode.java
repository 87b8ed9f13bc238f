// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

/**
 * The opcodes that RFC 6455 defines. A reserved one is written as a plain number, {@link Frame#withOpcode}.
 */
public enum Opcode {
    CONTINUATION(0),
    TEXT(1),
    BINARY(2),
    CLOSE(8),
    PING(9),
    PONG(10);

    private final int code;

    Opcode(int code) {
        this.code = code;
    }

    /** The four bits on the wire. */
    public int code() {
        return code;
    }

    static String nameOf(int code) {
        for (Opcode each : values()) {
            if (each.code == code) {
                return each.name();
            }
        }
        return "OPCODE_" + code;
    }
}
