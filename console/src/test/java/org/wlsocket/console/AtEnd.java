// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;

/** Gives a text, and tells when all of it has been taken and more is asked for. */
final class AtEnd extends ByteArrayInputStream {

    private final Runnable end;

    AtEnd(String text, Runnable end) {
        super(text.getBytes(StandardCharsets.UTF_8));
        this.end = end;
    }

    @Override
    public synchronized int read(byte[] target, int offset, int length) {
        int count = super.read(target, offset, length);
        if (count < 0) {
            end.run();
        }
        return count;
    }
}
