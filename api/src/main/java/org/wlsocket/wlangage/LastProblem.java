// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.wlangage;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The problem of the last function that this thread called (C8). */
final class LastProblem {

    /** Holds types of the JDK alone, so that a pooled thread does not keep this class loader alive. */
    private static final ThreadLocal<@Nullable List<String>> PARTS = new ThreadLocal<>();

    private LastProblem() {}

    static void set(Problem problem) {
        PARTS.set(List.of(problem.row(), problem.phase(), problem.detail()));
    }

    static void clear() {
        PARTS.remove();
    }

    static Optional<Problem> get() {
        List<String> parts = PARTS.get();
        return parts == null
                ? Optional.empty()
                : Optional.of(new Problem(parts.get(0), parts.get(1), parts.get(2)));
    }
}
