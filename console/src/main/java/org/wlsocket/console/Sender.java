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

/** Sends lines as messages, as fast as the link takes them, and remembers whether all went. */
final class Sender {

    private static final Duration ROOM_LIMIT = Duration.ofSeconds(1);

    private final NamedSocket socket;
    private final Conversation conversation;
    private final Printer printer;
    private final boolean binary;
    private final Deliveries deliveries = new Deliveries();
    private @Nullable Delivery last; // the sending thread only
    private volatile boolean refused;

    Sender(NamedSocket socket, Conversation conversation, Printer printer, boolean binary) {
        this.socket = socket;
        this.conversation = conversation;
        this.printer = printer;
        this.binary = binary;
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
    }

    /** {@return a stage that completes when all that was accepted is written or lost} */
    CompletableFuture<?> written() {
        return last == null
                ? CompletableFuture.completedFuture(null)
                : last.completion().toCompletableFuture();
    }

    /** {@return whether the link can take more} Says on the error stream why a line is not sent. */
    boolean send(Line line) {
        if (line.tooLong()) {
            return refuse(line, Refusal.TOO_LARGE.name());
        }
        if (binary) {
            return accept(line, offer(() -> socket.send(line.data(), ROOM_LIMIT)));
        }
        return line.text()
                .map(text -> accept(line, offer(() -> socket.send(text, ROOM_LIMIT))))
                .orElseGet(() -> refuse(line, "it is not UTF-8; --binary sends it as it is"));
    }

    /** Waits for room as long as the link lives; a link without progress is given up by the write limit. */
    private Delivery offer(Supplier<Delivery> attempt) {
        Delivery delivery = attempt.get();
        while (delivery.refusal().filter(Refusal.BUFFER_FULL::equals).isPresent() && !conversation.isOver()) {
            delivery = attempt.get();
        }
        return delivery;
    }

    /** Every refusal but that of a large line says that the link has ended. */
    private boolean accept(Line line, Delivery delivery) {
        if (delivery.accepted()) {
            last = delivery;
            deliveries.add(delivery);
            return true;
        }
        boolean tooLarge = delivery.refusal().filter(Refusal.TOO_LARGE::equals).isPresent();
        return tooLarge && refuse(line, Refusal.TOO_LARGE.name());
    }

    private boolean refuse(Line line, String reason) {
        refused = true;
        printer.note("line " + line.number() + " was not sent: " + reason);
        return true;
    }
}
