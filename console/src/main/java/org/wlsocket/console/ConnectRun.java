// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.wlsocket.Destination;
import org.wlsocket.NamedSocket;
import org.wlsocket.SocketOptions;
import org.wlsocket.Sockets;

/** One run of {@code connect}, from the socket's beginning to the exit code. */
final class ConnectRun {

    /**
     * What is to be done.
     *
     * @param oneMessage whether the first message is the last
     */
    record Task(
            Destination destination,
            SocketOptions options,
            LineSource lines,
            Input.Settings input,
            boolean oneMessage) {

        /** Without a second chance nothing is read before there is a link. */
        boolean readsBeforeTheLink() {
            return options.reconnect().isEnabled() || options.queue().isEnabled();
        }
    }

    private final Sockets sockets;
    private final Printer printer;
    private final StateWatch watch;
    private final Duration readerLimit;
    private volatile boolean askedToEnd; // as by Ctrl-C: nothing is left then

    ConnectRun(Sockets sockets, Printer printer, StateWatch watch, Duration readerLimit) {
        this.sockets = sockets;
        this.printer = printer;
        this.watch = watch;
        this.readerLimit = readerLimit;
    }

    /** {@return the exit code} */
    int run(Task task) throws InterruptedException {
        boolean retried = task.options.reconnect().isEnabled();
        Conversation conversation =
                new Conversation(printer, new Conversation.Settings(task.oneMessage, retried, watch::look));
        return AtShutdown.run(() -> tidy(conversation), () -> connect(task, conversation));
    }

    /** Waits for the last event alone: an attempt that the container holds need not end first. */
    private void tidy(Conversation conversation) {
        askedToEnd = true;
        CompletableFuture<Void> closed = new CompletableFuture<>();
        Thread closer = new Thread(() -> closeAll(closed), "wlsocket-close");
        closer.setDaemon(true);
        closer.start();
        try {
            conversation.awaitUnlessOver(closed);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        watch.close();
    }

    private void closeAll(CompletableFuture<Void> closed) {
        try {
            sockets.close();
        } finally {
            closed.complete(null);
        }
    }

    private int connect(Task task, Conversation conversation) throws InterruptedException {
        boolean retried = task.options.reconnect().isEnabled();
        SocketOptions options = retried
                ? task.options.withReconnect(task.options.reconnect().withRule(conversation::decide))
                : task.options;
        NamedSocket socket = sockets.connect("connect", task.destination, options, conversation);
        watch.start(socket);
        if (!task.readsBeforeTheLink() && !conversation.awaitOpened()) {
            return ExitCode.NOT_CONNECTED;
        }
        return converse(task, socket, conversation);
    }

    private int converse(Task task, NamedSocket socket, Conversation conversation)
            throws InterruptedException {
        Input input = new Input(socket, conversation, printer, task.lines, task.input);
        Thread reader = new Thread(input, "wlsocket-input");
        reader.setDaemon(true);
        reader.start();
        Conversation.End end = conversation.awaitEnd();
        if (!conversation.isEndOurs() && !askedToEnd) {
            reader.join(readerLimit.toMillis()); // it may hold a line; when nothing comes in it never ends
            input.tellStillOpen();
        }
        input.rethrowDefect();
        input.tellLost();
        boolean incomplete = input.isIncomplete() || task.oneMessage && !conversation.sawMessage();
        return printer.isBroken() ? exitCodeUnshown(end) : exitCode(end, incomplete);
    }

    /** Nothing can be shown any more, so we ended it: what was answered and what was left is all one. */
    private static int exitCodeUnshown(Conversation.End end) {
        boolean ours = end.asked() != null && end.failure() == null;
        return ours && end.opened() ? ExitCode.OK : exitCode(end, false);
    }

    private static int exitCode(Conversation.End end, boolean incomplete) {
        if (!end.opened()) {
            return ExitCode.NOT_CONNECTED;
        }
        if (!end.isNormal()) {
            return ExitCode.ABNORMAL;
        }
        return incomplete ? ExitCode.INCOMPLETE : ExitCode.OK;
    }
}
