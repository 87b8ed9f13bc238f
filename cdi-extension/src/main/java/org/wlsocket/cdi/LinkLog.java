// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.wlsocket.CloseStatus;
import org.wlsocket.Failure;
import org.wlsocket.NamedSocket;
import org.wlsocket.SocketEvent;
import org.wlsocket.SocketState;

/**
 * Tells who runs the application that a link is missing, though no observer may care, that it is back, and
 * that a socket has ended though the application did not close it. A link may fail every few seconds for
 * days, or come and go, so no reason is told more often than {@link #PAUSE}. For the events of one socket,
 * which come one at a time.
 */
final class LinkLog {

    static final Duration PAUSE = Duration.ofMinutes(5);

    private static final System.Logger LOG = System.getLogger("org.wlsocket.cdi");

    private final String socket;
    private final BooleanSupplier isClosedByApplication;
    private final LongSupplier nanoTime;

    /** When each reason was told last. */
    private final Map<Failure.Reason, Long> told = new EnumMap<>(Failure.Reason.class);

    /** Whether that the link is missing is the last that was told. */
    private boolean toldMissing;

    /**
     * @param socket its name
     * @param isClosedByApplication whether the application has closed the socket, or is stopping
     * @param nanoTime the time
     */
    LinkLog(String socket, BooleanSupplier isClosedByApplication, LongSupplier nanoTime) {
        this.socket = socket;
        this.isClosedByApplication = isClosedByApplication;
        this.nanoTime = nanoTime;
    }

    void note(SocketEvent event) {
        if (event instanceof SocketEvent.Failed failed) {
            failed(failed.cause());
        } else if (event instanceof SocketEvent.Closed closed) {
            closed(closed);
        } else if (toldMissing) {
            back(event.socket());
        }
    }

    /** What is being prepared may still fail as before; that it is ready shows with its next message. */
    private void back(NamedSocket opened) {
        if (opened.state() instanceof SocketState.Open) {
            toldMissing = false;
            LOG.log(Level.INFO, "the socket \"" + socket + "\" is open again");
        }
    }

    private void failed(Failure cause) {
        long now = nanoTime.getAsLong();
        Long last = told.get(cause.reason());
        boolean isNews = last == null || now - last >= PAUSE.toNanos();
        if (isNews && cause.reason() != Failure.Reason.CLOSED_BY_APPLICATION) {
            told.put(cause.reason(), now);
            toldMissing = true;
            LOG.log(Level.WARNING, "the socket \"" + socket + "\" has no link: " + cause);
        }
    }

    /** The server's words are not for a log. */
    private void closed(SocketEvent.Closed event) {
        if (event.reconnectIn().isEmpty() && !isClosedByApplication.getAsBoolean()) {
            Level level = event.status().code() == CloseStatus.NORMAL.code() ? Level.INFO : Level.WARNING;
            LOG.log(level, "the socket \"" + socket + "\" has ended with " + event.status().code()
                    + "; it stays closed until somebody calls its open()");
        }
    }
}
