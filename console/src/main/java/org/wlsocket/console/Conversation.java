// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.wlsocket.CloseStatus;
import org.wlsocket.Failure;
import org.wlsocket.LinkEnd;
import org.wlsocket.NamedSocket;
import org.wlsocket.NamedSocketException;
import org.wlsocket.RetryRule;
import org.wlsocket.SocketEvent;
import org.wlsocket.SocketListener;

/** Listens to the one socket of {@code connect}: prints its events and remembers how it went. */
final class Conversation implements SocketListener {

    /**
     * What is done with the events.
     *
     * @param oneMessage whether the first message is the last
     * @param retried whether another link may follow
     * @param watcher is told of each event that was printed
     */
    record Settings(boolean oneMessage, boolean retried, Consumer<NamedSocket> watcher) {}

    /**
     * How a link, or the attempt to make one, ended.
     *
     * @param opened whether there was a link
     * @param asked what we had closed with, null when we had not
     */
    record End(CloseStatus status, @Nullable Failure failure, boolean opened, @Nullable CloseStatus asked) {

        /** Another code than ours is the peer's own close, which crossed ours, or 1006: no answer to it. */
        boolean isNormal() {
            int code = status.code();
            boolean ours = asked != null && code == asked.code();
            return failure == null
                    && (ours || code == CloseStatus.NORMAL.code() || code == CloseStatus.NO_STATUS);
        }
    }

    private final Printer printer;
    private final Settings settings;
    private final CompletableFuture<Boolean> opened = new CompletableFuture<>();
    private final CompletableFuture<End> ended = new CompletableFuture<>();

    private volatile @Nullable CloseStatus asked;
    private volatile boolean finishing;

    // Written by the listener only.
    private volatile boolean linked;
    private volatile @Nullable Failure failure;
    private volatile @Nullable End lastLink;
    private volatile boolean sawMessage;
    private volatile long lastActivity = System.nanoTime();
    private volatile CompletableFuture<?> turn = new CompletableFuture<>();

    private boolean told; // guarded by this; whether the last close is printed

    Conversation(Printer printer, Settings settings) {
        this.printer = printer;
        this.settings = settings;
    }

    @Override
    public void on(SocketEvent event) {
        lastActivity = System.nanoTime();
        if (event instanceof SocketEvent.Opened e) {
            opened(e);
        } else if (event instanceof SocketEvent.Message e) {
            message(e);
        } else if (event instanceof SocketEvent.Failed e) {
            failure = e.cause();
            printer.failed(e);
        } else if (event instanceof SocketEvent.Closed e) {
            closed(e);
        }
        if (printer.isBroken()) {
            close(event.socket(), CloseStatus.NORMAL);
        }
    }

    private void opened(SocketEvent.Opened event) {
        linked = true;
        printer.opened(event);
        settings.watcher.accept(event.socket());
        opened.complete(true);
        takeTurn();
    }

    private void message(SocketEvent.Message event) {
        if (settings.oneMessage && sawMessage) {
            return;
        }
        sawMessage = true;
        if (event instanceof SocketEvent.Text text) {
            printer.text(text);
        } else if (event instanceof SocketEvent.Binary binary) {
            printer.binary(binary);
        }
        if (settings.oneMessage) {
            close(event.socket(), CloseStatus.NORMAL);
        }
    }

    private void closed(SocketEvent.Closed event) {
        End end = new End(event.status(), failure, linked, asked);
        lastLink = linked ? end : lastLink;
        linked = false;
        failure = null;
        tellClosed(event);
        settings.watcher.accept(event.socket());
        if (event.reconnectIn().isPresent()) {
            closeWhenFinishing(event.socket());
        } else {
            over(end);
        }
        takeTurn();
    }

    private synchronized void tellClosed(SocketEvent.Closed event) {
        told = event.reconnectIn().isEmpty();
        printer.closed(event);
    }

    /** Prints what comes from elsewhere than the listener, unless the last close has been printed. */
    synchronized void tellBeforeTheEnd(Runnable print) {
        if (!told) {
            print.run();
        }
    }

    private void over(End end) {
        if (settings.retried && NotRetried.isFinal(end)) {
            printer.note("not tried again: " + NotRetried.why(end));
        }
        opened.complete(false);
        End last = lastLink;
        ended.complete(last != null && (finishing || last.asked != null) ? last : end);
    }

    private void takeTurn() {
        CompletableFuture<?> before = turn;
        turn = new CompletableFuture<>();
        before.complete(null);
    }

    /** Closes the socket; the end is then ours. */
    void close(NamedSocket socket, CloseStatus status) {
        if (asked != null) {
            return;
        }
        asked = status; // before the call, whose event may come at once
        try {
            socket.close(status);
        } catch (NamedSocketException.BadArgument e) {
            asked = null;
            throw e;
        }
    }

    /** All is sent and nobody said how long to wait: the end of a link that was open is the end. */
    void finish(NamedSocket socket) {
        finishing = true;
        closeWhenFinishing(socket);
    }

    private void closeWhenFinishing(NamedSocket socket) {
        if (finishing && !linked && lastLink != null) {
            close(socket, CloseStatus.NORMAL);
        }
    }

    /** The rule for the socket's attempts. */
    RetryRule.Verdict decide(LinkEnd end) {
        boolean wasOpened = linked || lastLink != null;
        return finishing && wasOpened ? RetryRule.Verdict.STOP : RetryRule.Verdict.BY_TABLE;
    }

    boolean isOver() {
        return asked != null || ended.isDone();
    }

    /** {@return whether we closed, rather than the peer} */
    boolean isEndOurs() {
        return asked != null;
    }

    boolean sawMessage() {
        return sawMessage;
    }

    /** {@return what completes when the next link opens or ends} */
    CompletableFuture<?> nextTurn() {
        return turn;
    }

    /** {@return whether the socket opened; waits for the one or the other} */
    boolean awaitOpened() throws InterruptedException {
        try {
            return opened.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    End awaitEnd() throws InterruptedException {
        try {
            return ended.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until the stage completes or the socket ends. */
    void awaitUnlessOver(CompletableFuture<?> stage) throws InterruptedException {
        try {
            CompletableFuture.anyOf(stage.exceptionally(failure -> null), ended).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@return whether the socket ended within the time} */
    boolean endsWithin(Duration limit) throws InterruptedException {
        try {
            ended.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@return whether the socket ended before nothing came for this time} */
    boolean endsBeforeQuiet(Duration quiet) throws InterruptedException {
        Duration left = quiet;
        while (!left.isNegative() && !left.isZero()) {
            if (endsWithin(left)) {
                return true;
            }
            left = quiet.minusNanos(System.nanoTime() - lastActivity);
        }
        return false;
    }
}
