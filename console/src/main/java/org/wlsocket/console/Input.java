// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.wlsocket.CloseStatus;
import org.wlsocket.Delivery;
import org.wlsocket.Delivery.Refusal;
import org.wlsocket.NamedSocket;
import org.wlsocket.NamedSocketException;

/** Sends the lines of a source, waits for late answers, closes. Has its own thread: a read has no end. */
final class Input implements Runnable {

    private static final Duration ROOM_LIMIT = Duration.ofSeconds(1);
    private static final Duration QUIET = Duration.ofSeconds(1);

    /**
     * How the input is treated.
     *
     * @param commands whether lines that begin with a slash are commands
     * @param binary whether lines are sent as binary messages
     * @param patience how long to wait for answers after the last line; null for until it is quiet
     */
    record Settings(boolean commands, boolean binary, @Nullable Duration patience) {}

    private final NamedSocket socket;
    private final Conversation conversation;
    private final Printer printer;
    private final LineSource lines;
    private final Settings settings;
    private final List<CompletableFuture<?>> pings = new ArrayList<>(); // this thread only
    private final Deliveries deliveries = new Deliveries();
    private @Nullable Delivery last; // this thread only
    private volatile boolean incomplete;

    Input(
            NamedSocket socket,
            Conversation conversation,
            Printer printer,
            LineSource lines,
            Settings settings) {
        this.socket = socket;
        this.conversation = conversation;
        this.printer = printer;
        this.lines = lines;
        this.settings = settings;
    }

    /** {@return whether a line was not sent} */
    boolean isIncomplete() {
        return incomplete || deliveries.isAnyLost();
    }

    @Override
    public void run() {
        try {
            sendAll();
            awaitAnswers();
            if (!conversation.isOver()) {
                conversation.close(socket, CloseStatus.NORMAL);
            }
        } catch (InterruptedException | NamedSocketException.Interrupted e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            incomplete = true;
            printer.note("the input cannot be read: " + e.getMessage());
            conversation.close(socket, CloseStatus.NORMAL);
        }
    }

    private void sendAll() throws IOException {
        Line line = lines.next();
        while (line != null && !conversation.isOver()) {
            obey(settings.commands() ? TypedCommand.parse(line) : new TypedCommand.Send(line));
            line = conversation.isOver() ? null : lines.next();
        }
    }

    private void obey(TypedCommand command) {
        if (command instanceof TypedCommand.Send send) {
            send(send.line());
        } else if (command instanceof TypedCommand.SendPing) {
            ping();
        } else if (command instanceof TypedCommand.Close close) {
            close(close.status());
        } else if (command instanceof TypedCommand.Unknown unknown) {
            incomplete = true;
            printer.note("not sent: " + unknown.help());
        }
    }

    private void send(Line line) {
        if (line.tooLong()) {
            refuse(line, Refusal.TOO_LARGE.name());
        } else if (settings.binary()) {
            accept(line, offer(() -> socket.send(line.data(), ROOM_LIMIT)));
        } else {
            line.text().ifPresentOrElse(
                    text -> accept(line, offer(() -> socket.send(text, ROOM_LIMIT))),
                    () -> refuse(line, "it is not UTF-8; --binary sends it as it is"));
        }
    }

    /** Waits for room as long as the link lives; a link without progress is given up by the write limit. */
    private Delivery offer(Supplier<Delivery> attempt) {
        Delivery delivery = attempt.get();
        while (delivery.refusal().filter(Refusal.BUFFER_FULL::equals).isPresent() && !conversation.isOver()) {
            delivery = attempt.get();
        }
        return delivery;
    }

    private void accept(Line line, Delivery delivery) {
        if (delivery.accepted()) {
            last = delivery;
            deliveries.add(delivery);
        } else {
            refuse(line, delivery.refusal().map(Refusal::name).orElse(""));
        }
    }

    private void refuse(Line line, String reason) {
        incomplete = true;
        printer.note("line " + line.number() + " was not sent: " + reason);
    }

    private void ping() {
        printer.ping();
        CompletionStage<?> shown = socket.ping().whenComplete((roundTrip, failure) -> {
            if (failure == null) {
                printer.pong(roundTrip);
            } else {
                printer.note("no pong: " + failure.getMessage());
            }
        });
        pings.add(shown.toCompletableFuture());
    }

    private void close(CloseStatus status) {
        try {
            conversation.close(socket, status);
        } catch (NamedSocketException.BadArgument e) {
            incomplete = true;
            printer.note("not closed: " + e.getMessage());
        }
    }

    private void awaitAnswers() throws InterruptedException {
        if (last != null) {
            conversation.awaitUnlessOver(last.completion().toCompletableFuture());
        }
        conversation.awaitUnlessOver(CompletableFuture.allOf(pings.toArray(CompletableFuture[]::new)));
        if (conversation.isOver()) {
            return;
        }
        Duration patience = settings.patience();
        if (patience != null) {
            conversation.endsWithin(patience);
        } else {
            conversation.endsBeforeQuiet(QUIET);
        }
    }
}
