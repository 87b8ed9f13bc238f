// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A run of {@code connect} whose input comes bit by bit, each bit after something was said. */
final class Talk extends InputStream {

    /** Bytes that come when a line with this text was printed; after nothing for an empty one. */
    private record Part(String trigger, String input) {}

    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
    private final List<String> out = Collections.synchronizedList(new ArrayList<>());
    private final List<String> err = Collections.synchronizedList(new ArrayList<>());
    private final Deque<Part> parts = new ArrayDeque<>();
    private String heard = "";
    private int code;

    /** Gives this input, which may be empty for the end alone, when a line with this text was printed. */
    Talk after(String trigger, String input) {
        parts.add(new Part(trigger, input));
        return this;
    }

    Talk run(String... args) {
        return run(false, args);
    }

    Talk typed(String... args) {
        return run(true, args);
    }

    private Talk run(boolean typed, String... args) {
        List<String> all = new ArrayList<>(List.of("connect"));
        all.addAll(List.of(args));
        Streams streams = new Streams(this, new Output(new Lines(out)), errors(), typed, false, false);
        code = Main.run(streams, ConsoleRun.PATIENT, all.toArray(String[]::new));
        return this;
    }

    int code() {
        return code;
    }

    List<String> out() {
        return List.copyOf(out);
    }

    /** {@return the error stream as one text} */
    String err() {
        return String.join("\n", List.copyOf(err));
    }

    @Override
    public int read() {
        throw new UnsupportedOperationException("it is read in pieces");
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Part part = parts.poll();
        if (part == null) {
            return -1;
        }
        hear(part.trigger);
        byte[] input = part.input.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(input, 0, target, offset, input.length);
        return input.length == 0 ? -1 : input.length;
    }

    /** The line that was heard last counts again. */
    private void hear(String trigger) throws IOException {
        try {
            while (!heard.contains(trigger)) {
                String next = said.poll(20, TimeUnit.SECONDS);
                if (next == null) {
                    throw new IOException("expected a line with " + trigger + ", found none: " + this);
                }
                heard = next;
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private PrintStream errors() {
        return new PrintStream(new Lines(err), true, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "code " + code + "\n--- output\n" + String.join("\n", out()) + "\n--- error stream\n" + err();
    }

    /** Cuts what is written into lines. */
    private final class Lines extends OutputStream {

        private final List<String> kept;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        Lines(List<String> kept) {
            this.kept = kept;
        }

        @Override
        public synchronized void write(int b) {
            if (b != '\n') {
                line.write(b);
                return;
            }
            String whole = line.toString(StandardCharsets.UTF_8);
            line.reset();
            kept.add(whole);
            said.add(whole);
        }
    }
}
