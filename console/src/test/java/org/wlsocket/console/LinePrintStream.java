// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import java.io.OutputStream;
import java.util.Queue;

/** Puts each line that is printed into a queue. */
class LinePrintStream extends Output {

    private final Queue<String> lines;

    LinePrintStream(Queue<String> lines) {
        super(OutputStream.nullOutputStream());
        this.lines = lines;
    }

    @Override
    public void println(String line) {
        lines.add(line.strip());
    }
}
