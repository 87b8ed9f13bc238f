// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.wlsocket.SocketState;
import org.wlsocket.SocketStatistics;

/**
 * Keeps the last line of a terminal for the status: what is typed and printed scrolls above it, and the
 * cursor stays where it is.
 */
final class StatusLine implements StateView {

    private static final String SAVE_CURSOR = "\u001b7";
    private static final String RESTORE_CURSOR = "\u001b8";
    private static final String SCROLL_ALL = "\u001b[r";
    private static final String CLEAR_LINE = "\u001b[2K";
    private static final String LINE_DOWN_THEN_UP = "\u001bD\u001b[A";
    private static final String REVERSED = "\u001b[7m";
    private static final String PLAIN = "\u001b[m";

    private final PrintStream terminal;
    private final Supplier<Optional<TerminalSize>> sizes;
    private final boolean colour;
    private final InstantSource clock;
    private final StatusText text = new StatusText();

    private @Nullable TerminalSize size; // null: nothing is kept
    private String shown = "";
    private volatile boolean resized = true;

    StatusLine(
            PrintStream terminal,
            Supplier<Optional<TerminalSize>> sizes,
            boolean colour,
            InstantSource clock) {
        this.terminal = terminal;
        this.sizes = sizes;
        this.colour = colour;
        this.clock = clock;
    }

    /** The size has changed, or the terminal was somebody else's for a while; any thread may tell. */
    void resized() {
        resized = true;
    }

    @Override
    public void show(SocketState state, SocketStatistics numbers) {
        if (resized) {
            resized = false;
            end();
            sizes.get().ifPresent(this::begin);
        }
        String now = text.of(state, numbers, clock.instant());
        if (size != null && !now.equals(shown)) {
            shown = now;
            print(inLine(size, fitting(now, size)));
        }
    }

    @Override
    public void end() {
        if (size != null) {
            print(SAVE_CURSOR + SCROLL_ALL + RESTORE_CURSOR + inLine(size, ""));
            size = null;
        }
    }

    /** Makes room below the cursor first: it may stand in the last line. */
    private void begin(TerminalSize found) {
        size = found;
        shown = "";
        String region = "\u001b[1;" + (found.rows() - 1) + "r";
        print(LINE_DOWN_THEN_UP + SAVE_CURSOR + region + RESTORE_CURSOR);
    }

    private static String inLine(TerminalSize of, String content) {
        return SAVE_CURSOR + "\u001b[" + of.rows() + ";1H" + CLEAR_LINE + content + RESTORE_CURSOR;
    }

    private String fitting(String status, TerminalSize of) {
        String line = " " + status + " ";
        String cut = line.substring(0, Math.min(line.length(), of.columns() - 1));
        return colour ? REVERSED + cut + PLAIN : cut;
    }

    /** In one piece, so that nothing of others comes between. */
    private void print(String sequence) {
        terminal.print(sequence);
        terminal.flush();
    }
}
