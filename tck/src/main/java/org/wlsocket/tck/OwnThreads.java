// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** C9: that the threads of ours end, also on a slow machine, and not only because they were idle for long. */
final class OwnThreads {

    /** Less than the time for which a pool that nobody has shut down keeps its idle threads. */
    private static final long IDLE_END = Duration.ofSeconds(4).toNanos();

    /** What a provider has not shut down yet may be idle meanwhile. */
    private static final String CLOSING = "wlsocket-provider-close";

    private final Set<Thread> others;
    private long closed = System.nanoTime();
    private volatile List<Thread> forgotten = List.of();

    private OwnThreads(Set<Thread> others) {
        this.others = others;
    }

    /** Waits until all threads of ours except these have ended. */
    static void awaitEnd(String what, Set<Thread> except) {
        OwnThreads threads = new OwnThreads(except);
        Patience.until(what, threads::isSettled);
        assertThat(threads.forgotten).as("%s: idle in a pool that was not shut down", what).isEmpty();
    }

    private boolean isSettled() {
        List<Thread> left = ContractTests.ownThreads().stream()
                .filter(thread -> !others.contains(thread))
                .toList();
        if (left.stream().anyMatch(thread -> thread.getName().equals(CLOSING))) {
            closed = System.nanoTime();
        }
        if (System.nanoTime() - closed > IDLE_END) {
            forgotten = left.stream().filter(OwnThreads::isIdle).toList();
        }
        return left.isEmpty() || !forgotten.isEmpty();
    }

    /** {@return whether it waits for a task of its pool, which has not told it to end} */
    private static boolean isIdle(Thread thread) {
        boolean waits = switch (thread.getState()) {
            case WAITING, TIMED_WAITING -> true;
            default -> false;
        };
        return waits && !thread.isInterrupted() && Stream.of(thread.getStackTrace())
                .anyMatch(frame -> frame.getMethodName().equals("getTask"));
    }
}
