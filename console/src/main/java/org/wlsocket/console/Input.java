// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.wlsocket.CloseStatus;
import org.wlsocket.NamedSocket;
import org.wlsocket.NamedSocketException;
import org.wlsocket.SocketState;

/** Sends the lines of a source, waits for late answers, closes. Has its own thread: a read has no end. */
final class Input implements Runnable {

    /**
     * How the input is treated.
     *
     * @param commands whether lines that begin with a slash are commands
     * @param binary whether lines are sent as binary messages
     * @param retried whether another link may follow one that ended
     * @param linesWait whether a line waits for a link, rather than being refused while there is none
     * @param patience how long to wait for answers after the last line, and for a link; null for until it is
     *     quiet, and for ever
     * @param quiet how long nothing must come for it to be quiet
     */
    record Settings(
            boolean commands,
            boolean binary,
            boolean retried,
            boolean linesWait,
            @Nullable Duration patience,
            Duration quiet) {

        /** {@return whether the socket is ready within the time that it may be without a link} */
        boolean awaitsReady(NamedSocket socket) {
            try {
                socket.awaitOpen(patience == null ? Durations.FOREVER : patience);
                return true;
            } catch (NamedSocketException.Ended | NamedSocketException.TimedOut e) {
                return false;
            }
        }
    }

    private final NamedSocket socket;
    private final Conversation conversation;
    private final Printer printer;
    private final LineSource lines;
    private final Settings settings;
    private final Sender sender;
    private final List<CompletableFuture<?>> pings = new ArrayList<>(); // this thread only
    private volatile boolean reading;
    private volatile boolean incomplete;
    private volatile @Nullable Throwable defect;

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
        this.sender = new Sender(socket, printer, settings);
    }

    /** {@return whether a line was not sent} */
    boolean isIncomplete() {
        return incomplete || sender.isIncomplete();
    }

    /** Says how many lines were accepted and are lost all the same; known when the socket has ended. */
    void tellLost() {
        sender.tellLost();
    }

    /** The peer ended it while the input was awaited: nobody knows whether more comes; it would be lost. */
    void tellStillOpen() {
        if (reading && settings.linesWait()) {
            incomplete = true;
            printer.note("the input was still open when the socket ended; lines that come now are not sent");
        }
    }

    /** Throws what ended the thread too early, if anything did. */
    void rethrowDefect() {
        Throwable found = defect;
        if (found != null) {
            throw new IllegalStateException("the input ended too early", found);
        }
    }

    @Override
    public void run() {
        try {
            if (sendAll()) {
                awaitAnswers();
            }
            if (!conversation.isOver()) {
                conversation.close(socket, CloseStatus.NORMAL);
            }
        } catch (InterruptedException | NamedSocketException.Interrupted e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            incomplete = true;
            printer.note("the input cannot be read: " + e.getMessage());
            conversation.close(socket, CloseStatus.NORMAL);
        } catch (RuntimeException | Error e) {
            defect = e;
            conversation.close(socket, CloseStatus.NORMAL);
        }
    }

    /** {@return whether the end of the input was reached} */
    private boolean sendAll() throws IOException {
        Line line = next();
        while (line != null && !conversation.isOver() && obey(commandOf(line))) {
            line = conversation.isEndOurs() ? null : next();
        }
        if (!conversation.isEndOurs()) {
            tellLeft(line);
        }
        return line == null;
    }

    private @Nullable Line next() throws IOException {
        reading = true;
        Line line = lines.next();
        reading = false;
        return line;
    }

    /** The peer ended it, or no link came: lines that are left are not sent; the exit code tells it too. */
    private void tellLeft(@Nullable Line from) throws IOException {
        Line line = from;
        while (line != null && !(commandOf(line) instanceof TypedCommand.Send)) {
            line = next();
        }
        if (line != null) {
            incomplete = true;
            String why = isWaitingInVain() ? "no link came within the time of --wait" : "the socket ended";
            printer.note("line " + line.number() + " and all that follow were not sent: " + why);
        }
    }

    private boolean isWaitingInVain() {
        SocketState state = socket.state();
        return state instanceof SocketState.Waiting || state instanceof SocketState.Connecting;
    }

    private TypedCommand commandOf(Line line) {
        return settings.commands() ? TypedCommand.parse(line) : new TypedCommand.Send(line);
    }

    /** {@return whether there can be more} */
    private boolean obey(TypedCommand command) {
        if (command instanceof TypedCommand.Send send) {
            return sender.send(send.line());
        } else if (command instanceof TypedCommand.SendPing) {
            ping();
        } else if (command instanceof TypedCommand.Close close) {
            close(close.status());
        } else if (command instanceof TypedCommand.Unknown unknown) {
            incomplete = true;
            printer.note("not sent: " + unknown.help());
        }
        return true;
    }

    private void ping() {
        conversation.tellBeforeTheEnd(printer::ping);
        CompletionStage<?> shown = socket.ping().whenComplete((roundTrip, failure) -> {
            Runnable print = failure == null
                    ? () -> printer.pong(roundTrip)
                    : () -> printer.note("no pong: " + ConsoleText.noPong(failure));
            conversation.tellBeforeTheEnd(print);
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
        if (!awaitsWritten(sender.written())) {
            return;
        }
        conversation.awaitUnlessOver(CompletableFuture.allOf(pings.toArray(CompletableFuture[]::new)));
        if (conversation.isOver()) {
            return;
        }
        Duration patience = settings.patience();
        if (patience != null) {
            conversation.endsWithin(patience);
            return;
        }
        conversation.finish(socket);
        if (settings.awaitsReady(socket)) {
            conversation.endsBeforeQuiet(settings.quiet());
        }
    }

    /** {@return false when no link came for what waits} A link that is there may take its time. */
    private boolean awaitsWritten(CompletableFuture<?> written) throws InterruptedException {
        while (!written.isDone() && !conversation.isOver()) {
            CompletableFuture<?> turn = conversation.nextTurn();
            if (!settings.awaitsReady(socket)) {
                return conversation.isOver();
            }
            conversation.awaitUnlessOver(CompletableFuture.anyOf(written, turn));
        }
        return true;
    }
}
