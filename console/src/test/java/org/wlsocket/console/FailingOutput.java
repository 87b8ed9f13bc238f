// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Takes some lines; then it fails once, and would take more. */
final class FailingOutput extends OutputStream {

    private final String failure;
    private int linesLeft; // guarded by this, as what follows
    private boolean failed;
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    FailingOutput(String failure, int lines) {
        this.failure = failure;
        this.linesLeft = lines;
    }

    @Override
    public synchronized void write(int b) throws IOException {
        if (linesLeft == 0 && !failed) {
            failed = true;
            throw new IOException(failure);
        }
        taken.write(b);
        if (b == '\n') {
            linesLeft--;
            lines.add(taken());
        }
    }

    synchronized String taken() {
        return taken.toString(StandardCharsets.UTF_8);
    }

    /** {@return all that was taken at the end of the next line} */
    String awaitLine() throws InterruptedException {
        String line = lines.poll(30, TimeUnit.SECONDS);
        return line == null ? "(nothing)" : line;
    }
}
