// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a server asks for with {@code Retry-After} (R6; RFC 9110 section 10.2.3). A date counts from the
 * server's own {@code Date} where it gives one, so that clocks that differ, there or here, change nothing.
 */
final class RetryAfter {

    private static final String DELAY = "Retry-After";
    private static final String DATE = "Date";
    private static final Duration MOST = Duration.ofMinutes(5);
    private static final int DIGITS = 9;
    private static final Set<String> DAYS = Set.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");

    private RetryAfter() {}

    /**
     * {@return the delay that the answer asks for, at most 5 min; null when it asks for none that can be
     * read}
     */
    static @Nullable Duration of(LinkEnd end, Instant now) {
        int status = end.httpStatus().orElse(0);
        String value = status == 429 || status == 503 ? valueOf(DELAY, end.httpHeaders()) : null;
        Duration asked = value == null ? null : parse(value.strip(), timeThere(end, now));
        if (asked == null || asked.isNegative() || asked.isZero()) {
            return null;
        }
        return asked.compareTo(MOST) > 0 ? MOST : asked;
    }

    private static Instant timeThere(LinkEnd end, Instant now) {
        String value = valueOf(DATE, end.httpHeaders());
        Instant date = value == null ? null : HttpDate.parse(value.strip(), now);
        return date == null ? now : date;
    }

    private static @Nullable String valueOf(String name, Map<String, List<String>> headers) {
        for (Map.Entry<String, List<String>> header : headers.entrySet()) {
            if (header.getKey().equalsIgnoreCase(name) && !header.getValue().isEmpty()) {
                return firstOf(header.getValue());
            }
        }
        return null;
    }

    /** A container that takes commas for separators gives a date in two pieces. */
    private static String firstOf(List<String> values) {
        boolean cutDate = values.size() > 1 && DAYS.contains(values.get(0).strip());
        return cutDate ? values.get(0).strip() + ", " + values.get(1).strip() : values.get(0);
    }

    private static @Nullable Duration parse(String value, Instant now) {
        if (!value.isEmpty() && value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return value.length() > DIGITS ? MOST : Duration.ofSeconds(Long.parseLong(value));
        }
        Instant date = HttpDate.parse(value, now);
        return date == null ? null : Duration.between(now, date);
    }
}
