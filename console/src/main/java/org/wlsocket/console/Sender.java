// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.wlsocket.Delivery;
import org.wlsocket.Delivery.Refusal;
import org.wlsocket.NamedSocket;
import org.wlsocket.SocketState;

/** Sends lines as messages, as fast as the link takes them, and remembers whether all went. */
final class Sender {

    private static final Duration ROOM_LIMIT = Duration.ofSeconds(1);

    private final NamedSocket socket;
    private final Printer printer;
    private final Input.Settings settings;
    private final Deliveries deliveries = new Deliveries();
    private @Nullable Delivery last; // the sending thread only
    private volatile boolean refused;

    Sender(NamedSocket socket, Printer printer, Input.Settings settings) {
        this.socket = socket;
        this.printer = printer;
        this.settings = settings;
    }

    /** {@return whether a line was refused or lost} */
    boolean isIncomplete() {
        return refused || deliveries.lost() > 0;
    }

    /** Says how many lines were accepted and are lost all the same; known when the socket has ended. */
    void tellLost() {
        int lost = deliveries.lost();
        if (lost > 0) {
            printer.note("lines that waited and could not be written: " + lost);
        }
        int inDoubt = deliveries.inDoubt();
        if (inDoubt > 0 && settings.retried()) {
            printer.note("lines that were being written when their link ended, so that the server may have"
                    + " them or not: " + inDoubt);
        }
    }

    /** {@return a stage that completes when all that was accepted is written or lost} */
    CompletableFuture<?> written() {
        return last == null
                ? CompletableFuture.completedFuture(null)
                : last.completion().toCompletableFuture();
    }

    /** {@return whether there can be more} Says on the error stream why a line is not sent. */
    boolean send(Line line) {
        if (line.tooLong()) {
            return refuse(line, ConsoleText.notSent(Refusal.TOO_LARGE));
        }
        if (settings.binary()) {
            return accept(line, offer(() -> socket.send(line.data(), ROOM_LIMIT)));
        }
        return line.text()
                .map(text -> accept(line, offer(() -> socket.send(text, ROOM_LIMIT))))
                .orElseGet(() -> refuse(line, "it is not UTF-8; --binary sends it as it is"));
    }

    /** Waits for room as long as the link lives; a link without progress is given up by the write limit. */
    private Delivery offer(Supplier<Delivery> attempt) {
        Delivery delivery = attempt.get();
        while (mayBeTakenLater(delivery)) {
            delivery = attempt.get();
        }
        return delivery;
    }

    /** Waits for a link where lines wait. */
    private boolean mayBeTakenLater(Delivery delivery) {
        Refusal refusal = delivery.refusal().orElse(null);
        if (refusal == Refusal.BUFFER_FULL && socket.state() instanceof SocketState.Open) {
            return true;
        }
        boolean noLink = refusal == Refusal.BUFFER_FULL || refusal == Refusal.NOT_OPEN;
        return noLink && settings.linesWait() && settings.awaitsReady(socket);
    }

    private boolean accept(Line line, Delivery delivery) {
        if (delivery.accepted()) {
            last = delivery;
            deliveries.add(delivery);
            return true;
        }
        Refusal refusal = delivery.refusal().orElse(Refusal.NOT_OPEN);
        boolean othersMayGo = refusal == Refusal.TOO_LARGE || !settings.linesWait() && isLiving();
        return othersMayGo && refuse(line, ConsoleText.notSent(refusal));
    }

    private boolean isLiving() {
        SocketState state = socket.state();
        return !(state instanceof SocketState.Closed || state instanceof SocketState.Closing);
    }

    private boolean refuse(Line line, String reason) {
        refused = true;
        printer.note("line " + line.number() + " was not sent: " + reason);
        return true;
    }
}
