// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One run of the command line, in this process. */
final class ConsoleRun {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final int code;

    private ConsoleRun(InputStream in, boolean terminal, String... args) {
        code = Main.run(new Streams(in, new Output(out), print(err), terminal, terminal, false), args);
    }

    /** Runs a command with this input. */
    static ConsoleRun of(String input, String... args) {
        return of(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), args);
    }

    static ConsoleRun of(InputStream input, String... args) {
        return new ConsoleRun(input, false, args);
    }

    static ConsoleRun onTerminal(String input, String... args) {
        return new ConsoleRun(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), true, args);
    }

    /** Runs {@code connect} with this input. */
    static ConsoleRun connect(String input, URI address, String... options) {
        List<String> args = new ArrayList<>(List.of("connect"));
        args.addAll(List.of(options));
        args.add(address.toString());
        return of(input, args.toArray(String[]::new));
    }

    int code() {
        return code;
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    List<String> lines() {
        return out().lines().toList();
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "code " + code + "\n--- output\n" + out() + "--- error stream\n" + err();
    }
}
