// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import java.time.Duration;
import java.util.Locale;
import java.util.OptionalInt;
import org.wlsocket.Failure;
import org.wlsocket.SocketEvent;

/** For people and pipes: messages to the output, everything else to the error stream. */
final class PlainPrinter implements Printer {

    private static final String CYAN = "\u001b[36m";
    private static final String RESET = "\u001b[0m";

    private final Streams streams;
    private final boolean showBinary;
    private final boolean showPings;

    PlainPrinter(Streams streams, boolean showBinary, boolean showPings) {
        this.streams = streams;
        this.showBinary = showBinary;
        this.showPings = showPings;
    }

    @Override
    public void opened(SocketEvent.Opened event) {
        String chosen = event.subprotocol().map(name -> ", sub-protocol " + name).orElse("");
        note("connected" + chosen);
        if (streams.typed()) {
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
        note("failed (" + cause.phase() + ", " + cause.reason() + http + "): " + cause.message());
    }

    @Override
    public void closed(SocketEvent.Closed event) {
        note("closed " + event.status());
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
        return streams.out().checkError();
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
