// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of bytes into lines at LF, and at CR LF unless returns are kept; keeps at most so many bytes
 * of one. Used by one thread.
 */
final class LineReader implements LineSource {

    private final InputStream in;
    private final int longest;
    private final boolean keepReturns;
    private final byte[] buffer = new byte[8192];
    private int position;
    private int end;
    private int number;

    LineReader(InputStream in, int longest, boolean keepReturns) {
        this.in = in;
        this.longest = longest;
        this.keepReturns = keepReturns;
    }

    @Override
    public @Nullable Line next() throws IOException {
        if (!fill()) {
            return null;
        }
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        boolean tooLong = false;
        boolean complete = false;
        while (!complete && fill()) {
            int stop = lineEnd();
            complete = stop < end;
            tooLong |= line.size() + (stop - position) > longest;
            if (!tooLong) {
                line.write(buffer, position, stop - position);
            }
            position = complete ? stop + 1 : stop;
        }
        number++;
        return tooLong
                ? new Line(number, ByteBuffer.allocate(0), true)
                : new Line(number, content(line.toByteArray(), complete), false);
    }

    private boolean fill() throws IOException {
        if (position < end) {
            return true;
        }
        position = 0;
        end = Math.max(0, in.read(buffer));
        return end > 0;
    }

    private int lineEnd() {
        int i = position;
        while (i < end && buffer[i] != '\n') {
            i++;
        }
        return i;
    }

    private ByteBuffer content(byte[] line, boolean complete) {
        int last = line.length - 1;
        boolean windows = !keepReturns && complete && last >= 0 && line[last] == '\r';
        return ByteBuffer.wrap(line, 0, windows ? last : line.length);
    }
}
