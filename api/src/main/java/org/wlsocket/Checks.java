// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.time.Duration;

/**
 * Argument checks whose messages say expected, found, next step. Null is checked although it is not allowed:
 * not every caller has a compiler that knows.
 */
final class Checks {

    private static final Duration LONGEST = Duration.ofDays(36_500);

    private Checks() {}

    static <T> T notNull(T value, String what) {
        if (value == null) {
            throw new NamedSocketException.BadArgument("expected a " + what + ", found null; pass one");
        }
        return value;
    }

    static String name(String name) {
        if (notNull(name, "socket name").isBlank()) {
            throw new NamedSocketException.BadArgument("expected a socket name with at least one visible"
                    + " character, found \"" + name + "\"; choose a name such as \"client\"");
        }
        return name;
    }

    static Duration positive(Duration value, String what) {
        if (notNull(value, what).isZero() || value.isNegative()) {
            throw new NamedSocketException.BadArgument(
                    "expected a " + what + " above zero, found " + value + "; pass for example"
                            + " Duration.ofSeconds(10)");
        }
        return capped(value);
    }

    static Duration notNegative(Duration value, String what) {
        if (notNull(value, what).isNegative()) {
            throw new NamedSocketException.BadArgument(
                    "expected a " + what + " of zero or more, found " + value + "; pass Duration.ZERO not"
                            + " to wait");
        }
        return capped(value);
    }

    static int atLeastOne(int value, String what) {
        return (int) within(value, 1, Integer.MAX_VALUE, what);
    }

    static long within(long value, long least, long most, String what) {
        if (value < least || value > most) {
            throw new NamedSocketException.BadArgument("expected a " + what + " from " + least + " to " + most
                    + ", found " + value + "; pass a value in that range");
        }
        return value;
    }

    /** A century, so that adding a duration to the clock never overflows. */
    private static Duration capped(Duration value) {
        return value.compareTo(LONGEST) > 0 ? LONGEST : value;
    }
}
