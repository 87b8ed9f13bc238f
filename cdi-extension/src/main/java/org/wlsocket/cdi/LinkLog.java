// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.wlsocket.CloseStatus;
import org.wlsocket.Failure;
import org.wlsocket.SocketEvent;
import org.wlsocket.SocketState;

/**
 * Tells who runs the application that a link is missing, though no observer may care, that it is back, and
 * that a socket has ended. A link may fail every few seconds for days, or come and go, so no reason is told
 * more often than {@link #PAUSE}. For the events of one socket, which come one at a time.
 */
final class LinkLog {

    static final Duration PAUSE = Duration.ofMinutes(5);

    private static final int GOING_AWAY = 1001;
    private static final int FIRST_OF_APPLICATIONS = 3000;
    private static final System.Logger LOG = System.getLogger("org.wlsocket.cdi");

    private final String socket;
    private final LongSupplier nanoTime;

    /** When each reason was told last. */
    private final Map<Failure.Reason, Long> told = new EnumMap<>(Failure.Reason.class);

    /** Whether that the link is missing is the last that was told. */
    private boolean toldMissing;

    /** Whether, if this is the end, the application has asked for it. */
    private boolean isAsked;

    LinkLog(String socket, LongSupplier nanoTime) {
        this.socket = socket;
        this.nanoTime = nanoTime;
    }

    void note(SocketEvent event) {
        if (event instanceof SocketEvent.Opened opened) {
            isAsked = false;
            opened(opened);
        } else if (event instanceof SocketEvent.Failed failed) {
            failed(failed.cause());
        } else if (event instanceof SocketEvent.Closed closed) {
            closed(closed);
        }
    }

    /** One that is being prepared may still fail, as it did before. */
    private void opened(SocketEvent.Opened event) {
        if (toldMissing && event.socket().state() instanceof SocketState.Open) {
            toldMissing = false;
            LOG.log(Level.INFO, "the socket \"" + socket + "\" is open again");
        }
    }

    private void failed(Failure cause) {
        isAsked = cause.reason() == Failure.Reason.CLOSED_BY_APPLICATION;
        if (isAsked) {
            return;
        }
        long now = nanoTime.getAsLong();
        Long last = told.get(cause.reason());
        if (last == null || now - last >= PAUSE.toNanos()) {
            told.put(cause.reason(), now);
            toldMissing = true;
            LOG.log(Level.WARNING, "the socket \"" + socket + "\" has no link: " + cause);
        }
    }

    private void closed(SocketEvent.Closed event) {
        if (event.reconnectIn().isEmpty()) {
            ended(event.status());
        }
        // What ends a wait, with no attempt between, is a close.
        isAsked = true;
    }

    private void ended(CloseStatus status) {
        Level level = isAsked || isMeant(status.code()) ? Level.INFO : Level.WARNING;
        LOG.log(level, "the socket \"" + socket + "\" has ended with " + status
                + "; it stays closed until somebody calls its open()");
    }

    /** Codes with which an application ends a socket, and a server one that is not to come back. */
    private static boolean isMeant(int code) {
        return code == CloseStatus.NORMAL.code() || code == GOING_AWAY || code >= FIRST_OF_APPLICATIONS;
    }
}
