// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import java.io.EOFException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Ends an attempt that its container would let wait: for longer than the limit, because the container has limits of
 * its own for each phase, or on a connection that has ended before the answer.
 */
final class ConnectWatch implements Runnable {

    /** For the first quarter of a second what came with the end, or what ended it, may be on its way still. */
    private static final int ENDED_LOOKS = 10;

    private final Link link;
    private final CompletableFuture<Answer> answer;
    private final long deadline;
    private int ended;

    private volatile @Nullable Consumer<Throwable> giveUp;
    private volatile @Nullable Throwable gaveUpFor;

    ConnectWatch(Link link, CompletableFuture<Answer> answer, Duration limit) {
        this.link = link;
        this.answer = answer;
        this.deadline = System.nanoTime() + limit.toNanos();
    }

    void endsBy(Consumer<Throwable> end) {
        giveUp = end;
    }

    /** {@return null when the container itself ended the attempt} */
    @Nullable Throwable gaveUpFor() {
        return gaveUpFor;
    }

    @Override
    public void run() {
        Consumer<Throwable> end = giveUp;
        if (end == null || gaveUpFor != null || link.isOpen()) {
            return;
        }
        ended = link.tcp().isOpen() || answer.isDone() ? 0 : ended + 1;
        if (System.nanoTime() - deadline >= 0) {
            giveUp(end, new TimeoutException("the connect limit has passed"));
        } else if (ended >= ENDED_LOOKS) {
            giveUp(end, new EOFException("the connection ended before the upgrade was answered"));
        }
    }

    private void giveUp(Consumer<Throwable> end, Throwable why) {
        gaveUpFor = why;
        link.tcp().fail(why);
        end.accept(why);
    }
}
