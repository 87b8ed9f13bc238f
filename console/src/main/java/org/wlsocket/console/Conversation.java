// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.wlsocket.CloseStatus;
import org.wlsocket.NamedSocket;
import org.wlsocket.NamedSocketException;
import org.wlsocket.SocketEvent;
import org.wlsocket.SocketListener;

/** Listens to the one socket of {@code connect}: prints its events and remembers how it went. */
final class Conversation implements SocketListener {

    /**
     * How the socket ended.
     *
     * @param asked what we closed with, null when we did not
     */
    record End(CloseStatus status, boolean failed, @Nullable CloseStatus asked) {

        /** An answer with another code than ours is the peer's own close, which crossed ours. */
        boolean isNormal() {
            int code = status.code();
            boolean ours = asked != null && (code == asked.code() || code == CloseStatus.ABNORMAL);
            return !failed && (ours || code == CloseStatus.NORMAL.code() || code == CloseStatus.NO_STATUS);
        }
    }

    private final Printer printer;
    private final boolean oneMessage;
    private final CompletableFuture<Boolean> opened = new CompletableFuture<>();
    private final CompletableFuture<End> ended = new CompletableFuture<>();

    private volatile @Nullable CloseStatus asked;
    private volatile boolean failed; // written by the listener only
    private volatile boolean sawMessage; // written by the listener only
    private volatile long lastActivity = System.nanoTime();

    Conversation(Printer printer, boolean oneMessage) {
        this.printer = printer;
        this.oneMessage = oneMessage;
    }

    @Override
    public void on(SocketEvent event) {
        lastActivity = System.nanoTime();
        if (event instanceof SocketEvent.Opened e) {
            printer.opened(e);
            opened.complete(true);
        } else if (event instanceof SocketEvent.Message e) {
            message(e);
        } else if (event instanceof SocketEvent.Failed e) {
            failed = true;
            printer.failed(e);
        } else if (event instanceof SocketEvent.Closed e) {
            printer.closed(e);
            opened.complete(false);
            ended.complete(new End(e.status(), failed, asked));
        }
        if (printer.isBroken()) {
            close(event.socket(), CloseStatus.NORMAL);
        }
    }

    private void message(SocketEvent.Message event) {
        if (oneMessage && sawMessage) {
            return;
        }
        sawMessage = true;
        if (event instanceof SocketEvent.Text text) {
            printer.text(text);
        } else if (event instanceof SocketEvent.Binary binary) {
            printer.binary(binary);
        }
        if (oneMessage) {
            close(event.socket(), CloseStatus.NORMAL);
        }
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
