// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How large a terminal is. */
record TerminalSize(int rows, int columns) {

    private static final Pattern ANSWER = Pattern.compile("(\\d{1,4}) (\\d{1,4})\\s*");
    private static final int LEAST_ROWS = 4;
    private static final int LEAST_COLUMNS = 20;

    /** {@return what {@code stty size} says; empty also for one that is too small to keep a line of it} */
    static Optional<TerminalSize> read(String answer) {
        Matcher matcher = ANSWER.matcher(answer);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int rows = Integer.parseInt(matcher.group(1));
        int columns = Integer.parseInt(matcher.group(2));
        boolean large = rows >= LEAST_ROWS && columns >= LEAST_COLUMNS;
        return large ? Optional.of(new TerminalSize(rows, columns)) : Optional.empty();
    }
}
