// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One run of the command line, in this process. */
final class ConsoleRun {

    /** Waits for what another thread still does, however slow it is. */
    static final Waits PATIENT = new Waits(Waits.USUAL.quiet(), Duration.ofSeconds(20));

    private static final Setup USUAL = new Setup(0, PATIENT);

    /**
     * What a run is like.
     *
     * @param awaited so many lines of output come before the end of the input
     */
    record Setup(int awaited, Waits waits) {

        ConsoleRun of(String input, String... args) {
            return of(stream(input), args);
        }

        ConsoleRun of(InputStream input, String... args) {
            return new ConsoleRun(this, input, false, args);
        }

        ConsoleRun onTerminal(String input, String... args) {
            return new ConsoleRun(this, stream(input), true, args);
        }

        ConsoleRun connect(String input, URI address, String... options) {
            List<String> args = new ArrayList<>(List.of("connect"));
            args.addAll(List.of(options));
            args.add(address.toString());
            return of(input, args.toArray(String[]::new));
        }

        private static InputStream stream(String input) {
            return new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
        }
    }

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final int code;

    private ConsoleRun(Setup setup, InputStream input, boolean terminal, String... args) {
        InputStream in = new EndsLater(input, () -> linesOut() >= setup.awaited);
        Streams streams = new Streams(in, new Output(out), print(err), terminal, terminal, false);
        code = Main.run(streams, setup.waits, args);
    }

    /** Prepares a run whose input ends only when so many lines have been printed to the output. */
    static Setup awaiting(int lines) {
        return new Setup(lines, PATIENT);
    }

    /** Prepares a run that waits so long for an answer after its last line. */
    static Setup quietFor(Duration time) {
        return new Setup(0, new Waits(time, PATIENT.lateLine()));
    }

    /** Runs a command with this input. */
    static ConsoleRun of(String input, String... args) {
        return USUAL.of(input, args);
    }

    static ConsoleRun of(InputStream input, String... args) {
        return USUAL.of(input, args);
    }

    static ConsoleRun onTerminal(String input, String... args) {
        return USUAL.onTerminal(input, args);
    }

    /** Runs {@code connect} with this input. */
    static ConsoleRun connect(String input, URI address, String... options) {
        return USUAL.connect(input, address, options);
    }

    int code() {
        return code;
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private long linesOut() {
        return out().chars().filter(each -> each == '\n').count();
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
