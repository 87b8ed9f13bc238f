// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import java.time.Duration;
import java.util.Locale;
import java.util.OptionalInt;
import org.wlsocket.Failure;
import org.wlsocket.Gap;
import org.wlsocket.SocketEvent;

/** For people and pipes: messages to the output, everything else to the error stream. */
final class PlainPrinter implements Printer {

    private static final String CYAN = "\u001b[36m";
    private static final String RESET = "\u001b[0m";

    private final Streams streams;
    private final boolean showBinary;
    private final boolean showPings;
    private final ConsoleText words;
    private boolean tellRepeats = true; // before the first event

    // Written and read with events only, which come one after another.
    private String lastFailure = "";
    private boolean repeated;

    PlainPrinter(Streams streams, boolean showBinary, boolean showPings, ConsoleText words) {
        this.streams = streams;
        this.showBinary = showBinary;
        this.showPings = showPings;
        this.words = words;
    }

    /** From now on attempts that fail like the one before are left to the status line, for who types. */
    PlainPrinter besideStatusLine() {
        tellRepeats = false;
        return this;
    }

    @Override
    public void opened(SocketEvent.Opened event) {
        lastFailure = "";
        String chosen = event.subprotocol().map(name -> ", sub-protocol " + name).orElse("");
        note("connected" + chosen + event.gap().map(PlainPrinter::told).orElse(""));
        if (streams.typed() && event.gap().isEmpty()) {
            note("type lines to send; /ping, /close [CODE [REASON]]; Ctrl-D ends");
        }
    }

    @Override
    public void text(SocketEvent.Text event) {
        show(event.text());
    }

    @Override
    public void binary(SocketEvent.Binary event) {
        if (showBinary) {
            show(HexDump.of(event.data()));
        } else {
            note("binary message of " + event.data().remaining() + " bytes; --binary shows it");
        }
    }

    @Override
    public void failed(SocketEvent.Failed event) {
        Failure cause = event.cause();
        OptionalInt status = cause.httpStatus();
        String http = status.isPresent() ? ", HTTP " + status.getAsInt() : "";
        String told = "failed (" + cause.phase() + ", " + cause.reason() + http + "): " + words.of(cause);
        repeated = !tellRepeats && told.equals(lastFailure);
        lastFailure = told;
        if (!repeated) {
            note(told);
        }
    }

    @Override
    public void closed(SocketEvent.Closed event) {
        boolean silent = repeated && event.reconnectIn().isPresent();
        repeated = false;
        if (silent) {
            return;
        }
        String next = event.reconnectIn()
                .map(delay -> String.format(Locale.ROOT, ", next attempt in %.1f s", delay.toMillis() / 1e3))
                .orElse("");
        note("closed " + event.status() + next);
    }

    @Override
    public void ping() {
        if (showPings) {
            note("ping sent");
        }
    }

    @Override
    public void pong(Duration roundTrip) {
        note(String.format(Locale.ROOT, "pong after %.1f ms", roundTrip.toNanos() / 1e6));
    }

    @Override
    public void note(String line) {
        streams.err().println(Escapes.line(line));
    }

    @Override
    public boolean isBroken() {
        return streams.out().isBroken();
    }

    private static String told(Gap gap) {
        String text = String.format(Locale.ROOT, " again after %.1f s", gap.downtime().toMillis() / 1e3);
        return text
                + counted(gap.queued(), "waiting")
                + counted(gap.dropped() - gap.inDoubt(), "lost")
                + counted(gap.inDoubt(), "in doubt");
    }

    private static String counted(long lines, String what) {
        return lines <= 0 ? "" : ", " + lines + (lines == 1 ? " line " : " lines ") + what;
    }

    private void show(String message) {
        streams.out().print(shown(message) + "\n");
    }

    private String shown(String message) {
        if (!streams.terminal()) {
            return message;
        }
        // Only the mark at the left edge tells where a message begins.
        String safe = "< " + Escapes.lines(message).replace("\n", "\n  ");
        return streams.colour() ? CYAN + safe + RESET : safe;
    }
}
