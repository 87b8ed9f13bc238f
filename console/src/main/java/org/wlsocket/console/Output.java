// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The output, in UTF-8; knows why it could not be written, which a {@link PrintStream} keeps to itself. */
class Output extends PrintStream {

    private final Target target;

    Output(OutputStream target) {
        this(new Target(target));
    }

    private Output(Target target) {
        super(target, true, StandardCharsets.UTF_8);
        this.target = target;
    }

    /** {@return whether nothing can be written any more, for whatever reason} */
    boolean isBroken() {
        return checkError();
    }

    /** {@return why it could not be written; empty when it could, and when its reader has gone away} */
    Optional<IOException> failure() {
        return Optional.ofNullable(target.failure).filter(failure -> !isReaderGone(failure));
    }

    private static boolean isReaderGone(IOException failure) {
        String found = failure.getMessage();
        return found != null && (found.equals("Broken pipe") || found.equals(brokenPipe()));
    }

    /** {@return what the system calls it in the user's language: Java tells these failures by words alone} */
    private static @Nullable String brokenPipe() {
        try {
            Pipe pipe = Pipe.open();
            try (Pipe.SinkChannel sink = pipe.sink()) {
                pipe.source().close();
                sink.write(ByteBuffer.allocate(1));
                return null;
            }
        } catch (IOException e) {
            return e.getMessage();
        }
    }

    /** Fails for good: what could be written again later would stand behind a gap that nobody sees. */
    private static final class Target extends FilterOutputStream {

        private volatile @Nullable IOException failure;

        Target(OutputStream target) {
            super(target);
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            check();
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }

        @Override
        public void flush() throws IOException {
            check();
            try {
                out.flush();
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }

        private void check() throws IOException {
            IOException before = failure;
            if (before != null) {
                throw new IOException(before.getMessage(), before);
            }
        }
    }
}
