// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import java.io.EOFException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Ends an attempt that its container would let wait: for longer than the limit, because the container has
 * limits of its own for each phase, on a connection that has ended before the answer, or for a link that
 * nobody wants any more.
 */
final class ConnectWatch implements Runnable {

    /**
     * For the first quarter of a second what came with the end, or what ended it, may be on its way still.
     */
    private static final int ENDED_LOOKS = 10;

    /**
     * After an answer the container is at work with it; it should not be, but can be lost for it all the
     * same.
     */
    private static final int ENDED_LOOKS_AFTER_ANSWER = 80;

    private final Link link;
    private final CompletableFuture<Answer> answer;
    private final long deadline;
    private final AtomicReference<@Nullable Throwable> gaveUpFor = new AtomicReference<>();
    private int ended;

    private volatile @Nullable Consumer<Throwable> end;

    ConnectWatch(Link link, CompletableFuture<Answer> answer, Duration limit) {
        this.link = link;
        this.answer = answer;
        this.deadline = System.nanoTime() + limit.toNanos();
    }

    void endsBy(Consumer<Throwable> newEnd) {
        end = newEnd;
    }

    /** {@return null when the container itself ended the attempt} */
    @Nullable Throwable gaveUpFor() {
        return gaveUpFor.get();
    }

    @Override
    public void run() {
        Throwable why = gaveUpFor.get() == null ? reason() : gaveUpFor.get();
        if (why != null) {
            giveUp(why);
        }
    }

    boolean isLate() {
        return System.nanoTime() - deadline >= 0;
    }

    private @Nullable Throwable reason() {
        ended = link.tcp().isOpen() ? 0 : ended + 1;
        if (!link.listener().isWanted()) {
            return new CancellationException("the link is not wanted any more");
        }
        if (isLate()) {
            return new TimeoutException("the connect limit has passed");
        }
        return ended >= (answer.isDone() ? ENDED_LOOKS_AFTER_ANSWER : ENDED_LOOKS)
                ? new EOFException("the connection ended before the link was open")
                : null;
    }

    /**
     * Ends the attempt for this reason, or the first one. Each look does it anew until the container has
     * returned: it may be where nothing can be ended, as in a name look-up, and it goes from one proxy or
     * phase to the next.
     */
    void giveUp(Throwable why) {
        if (!link.deny()) {
            return;
        }
        gaveUpFor.compareAndSet(null, why);
        link.tcp().fail(why);
        Consumer<Throwable> known = end;
        if (known != null) {
            known.accept(why);
        }
    }
}
