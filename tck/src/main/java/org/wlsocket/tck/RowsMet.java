// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.wlsocket.Failure;
import org.wlsocket.SocketEvent;

/** R4: which rows of the table of what is retried the tests of a class have met. */
final class RowsMet {

    private final Class<?> tests;
    private final Set<RetryRow> met = EnumSet.noneOf(RetryRow.class);
    private final Set<String> through = new HashSet<>();

    RowsMet(Class<?> tests) {
        this.tests = tests;
    }

    /** A test has brought about an end of this row; the first Closed is among the events. */
    void add(String test, RetryRow row, List<SocketEvent> events) {
        through.add(test);
        Optional<Failure> failure = Optional.empty();
        for (SocketEvent event : events) {
            if (event instanceof SocketEvent.Failed failed) {
                failure = Optional.of(failed.cause());
            } else if (event instanceof SocketEvent.Closed closed) {
                if (row.shows(closed.status(), failure)) {
                    met.add(row);
                }
                return;
            }
        }
    }

    /** Where one test was left out or came to nothing, nothing is said about rows. */
    void check(Limits limits) {
        if (!through.equals(all())) {
            return;
        }
        for (RetryRow row : RetryRow.values()) {
            if (row.elsewhere().isEmpty()) {
                limits.check(Waivable.R4_ROW, row, "met", met.contains(row) ? "met" : "not met");
            }
        }
    }

    private Set<String> all() {
        return Arrays.stream(tests.getDeclaredMethods())
                .filter(each -> each.isAnnotationPresent(Test.class)
                        || each.isAnnotationPresent(ParameterizedTest.class))
                .map(Method::getName)
                .collect(Collectors.toSet());
    }
}
