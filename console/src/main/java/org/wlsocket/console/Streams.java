// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Where the commands read and write; always UTF-8, whatever the locale says.
 *
 * @param typed whether a person types the input
 * @param terminal whether a person sees the output
 * @param colour whether the output may be coloured
 * @param screen what is known of the terminal that shows the output
 */
record Streams(
        InputStream in,
        Output out,
        PrintStream err,
        boolean typed,
        boolean terminal,
        boolean colour,
        Screen screen) {

    /** Set by the launcher, which can ask the system: {@code true} or {@code false}. */
    private static final String TYPED = "wlsocket.console.typed";

    private static final String TERMINAL = "wlsocket.console.terminal";

    /** Makes streams of which no terminal is known. */
    Streams(
            InputStream in,
            Output out,
            PrintStream err,
            boolean typed,
            boolean terminal,
            boolean colour) {
        this(in, out, err, typed, terminal, colour, Screen.NONE);
    }

    static Streams ofSystem() {
        boolean typed = isTerminal(TYPED);
        boolean terminal = isTerminal(TERMINAL);
        return new Streams(
                System.in,
                new Output(new FileOutputStream(FileDescriptor.out)),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                typed,
                terminal,
                terminal && isUnset(System.getenv("NO_COLOR")),
                terminal && !isUnset(System.getenv("TERM")) && !isDumb() ? new SystemScreen() : Screen.NONE);
    }

    private static boolean isDumb() {
        return "dumb".equals(System.getenv("TERM"));
    }

    private static boolean isUnset(@Nullable String variable) {
        return variable == null || variable.isEmpty();
    }

    private static boolean isTerminal(String property) {
        String told = System.getProperty(property);
        return told == null ? isTerminal(System.console()) : Boolean.parseBoolean(told);
    }

    /** From Java 22 on there may be a console without a terminal; only since then it can be asked. */
    private static boolean isTerminal(@Nullable Console console) {
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
