// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.wlsocket.SocketEvent;
import org.wlsocket.SocketListener;

/**
 * A listener that writes down what it is told and lets a test wait for it.
 *
 * <pre>{@code
 * EventRecorder events = new EventRecorder();
 * NamedSocket echo = sockets.connect("echo", "ws://localhost:8080/echo", events);
 * echo.awaitOpen(Duration.ofSeconds(10));
 * echo.send("hello");
 * events.awaitExactly("Opened Text(hello)");
 * }</pre>
 *
 * <p>What it heard reads as there, an end as {@code Closed(1000)}, one that an attempt follows as {@code
 * Closed(1006, again in PT1.3S)}, a failure as {@code Failed(CONNECT/REFUSED)}. A wait that ends without what
 * it waits for is an {@link AssertionError}.
 */
public final class EventRecorder implements SocketListener {

    /** How long a wait without a limit of its own lasts at most. */
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    private final SocketListener then;
    private final List<SocketEvent> events = new ArrayList<>(); // guarded by this
    private int seen; // guarded by this: how many of the events a test has waited for or looked at
    private final AtomicInteger inside = new AtomicInteger();
    private volatile boolean overlapped;

    /** Makes a recorder that only records. */
    public EventRecorder() {
        this(event -> {});
    }

    /**
     * Makes a recorder that records each event and then passes it on; what that listener throws, it throws.
     */
    public EventRecorder(SocketListener then) {
        this.then = Checks.notNull(then, "listener");
    }

    @Override
    public void on(SocketEvent event) throws Exception {
        overlapped |= inside.incrementAndGet() > 1;
        try {
            add(event);
            then.on(event);
        } finally {
            inside.decrementAndGet();
        }
    }

    private synchronized void add(SocketEvent event) {
        events.add(event);
        notifyAll();
    }

    /** {@return what was heard until now} The test has then looked at it; see {@link #assertNothingMore}. */
    public synchronized List<SocketEvent> events() {
        seen = events.size();
        return List.copyOf(events);
    }

    /** {@return the texts that were heard until now} */
    public List<String> texts() {
        return events().stream()
                .filter(SocketEvent.Text.class::isInstance)
                .map(event -> ((SocketEvent.Text) event).text())
                .toList();
    }

    /**
     * Waits until exactly these events were heard, written as in {@code "Opened Text(hello) Closed(1000)"}.
     */
    public synchronized EventRecorder awaitExactly(String expected) {
        await(() -> !expected.startsWith(text()) || text().equals(expected), expected, PATIENCE);
        if (!text().equals(expected)) {
            throw missed(expected);
        }
        seen = events.size();
        return this;
    }

    /** Waits for an event, also one that was heard already, and returns the first that fits. */
    public synchronized SocketEvent await(Predicate<SocketEvent> fits) {
        await(() -> indexOf(fits) >= 0, "an event that fits", PATIENCE);
        int index = indexOf(fits);
        seen = Math.max(seen, index + 1);
        return events.get(index);
    }

    /** Waits for the first event of a kind, also one that was heard already. */
    public <E extends SocketEvent> E await(Class<E> kind) {
        return kind.cast(await(kind::isInstance));
    }

    /** Waits until this many events were heard. */
    public synchronized void awaitCount(int count) {
        await(() -> events.size() >= count, count + " events", PATIENCE);
        seen = Math.max(seen, count);
    }

    /** Waits for the last event of a socket that was opened once; see {@link #awaitClosed(Duration)}. */
    public SocketEvent.Closed awaitClosed() {
        return awaitClosed(PATIENCE);
    }

    /** Waits for a {@code Closed} after which no attempt follows, and returns it. */
    public synchronized SocketEvent.Closed awaitClosed(Duration limit) {
        await(() -> indexOf(EventGrammar::isFinal) >= 0, "a final Closed", limit);
        int index = indexOf(EventGrammar::isFinal);
        seen = Math.max(seen, index + 1);
        return (SocketEvent.Closed) events.get(index);
    }

    /** {@return whether the last thing heard was the end of the socket} */
    public synchronized boolean isOver() {
        return !events.isEmpty() && EventGrammar.isFinal(events.get(events.size() - 1));
    }

    /** As {@link #assertGrammar()}, when the end has come, which may be behind the close of all sockets. */
    synchronized void awaitGrammar() {
        await(() -> events.isEmpty() || isOver(), "the end of the socket", PATIENCE);
        assertGrammar();
    }

    /** Asserts E1 and E2: what was heard is a row of whole links, and no two deliveries overlapped. */
    public synchronized void assertGrammar() {
        String fault = EventGrammar.faultIn(events);
        if (fault != null) {
            throw new AssertionError("E1: " + fault + " in: " + text());
        }
        if (overlapped) {
            throw new AssertionError(
                    "E2: expected one delivery at a time, found two that overlap; heard: " + text());
        }
    }

    /** Asserts {@link #assertGrammar()} and E1: one final {@code Closed} for each time it was opened. */
    public synchronized void assertGrammar(int openings) {
        assertGrammar();
        long ends = events.stream().filter(EventGrammar::isFinal).count();
        if (ends != openings) {
            throw new AssertionError("E1: expected " + openings + " final Closed, one for each time"
                    + " the socket was opened, found " + ends + " in: " + text());
        }
    }

    /** Asserts that nothing was heard beyond what the test has waited for or looked at. */
    public synchronized void assertNothingMore() {
        if (seen < events.size()) {
            throw new AssertionError(
                    "expected nothing more than the first " + seen + " events, heard: " + text());
        }
    }

    private int indexOf(Predicate<SocketEvent> fits) {
        for (int i = 0; i < events.size(); i++) {
            if (fits.test(events.get(i))) {
                return i;
            }
        }
        return -1;
    }

    private synchronized void await(BooleanSupplier condition, String expected, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw missed(expected);
            }
            pause(left);
        }
    }

    private synchronized void pause(long nanos) {
        try {
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(nanos, 1_000_000));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting; heard: " + text(), e);
        }
    }

    private AssertionError missed(@Nullable String expected) {
        return new AssertionError("expected " + expected + ", heard: " + text());
    }

    private synchronized String text() {
        return EventText.of(events);
    }

    /**
     * {@return what was heard until now, compact} It does not count as looked at; see
     * {@link #assertNothingMore}.
     */
    @Override
    public synchronized String toString() {
        return text();
    }
}
