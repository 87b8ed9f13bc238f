// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * One line of input, without its line break.
 *
 * @param number from 1
 * @param data never read from, so that it can be read again; empty for a line that is too long
 * @param tooLong whether it was longer than the reader keeps
 */
record Line(int number, ByteBuffer data, boolean tooLong) {

    static Line of(int number, String text) {
        return new Line(number, StandardCharsets.UTF_8.encode(text), false);
    }

    /** {@return the line as a text, empty when it is not UTF-8} */
    Optional<String> text() {
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(data.duplicate()).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
