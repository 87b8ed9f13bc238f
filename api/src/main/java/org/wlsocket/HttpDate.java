// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A date in a header, in each of the three forms that a recipient must take (RFC 9110 section 5.6.7). */
final class HttpDate {

    private static final DateTimeFormatter ASCTIME =
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss uuuu", Locale.ENGLISH);

    private static final int CENTURY = 100;
    private static final int FUTURE_YEARS = 50;

    private HttpDate() {}

    /** {@return the time; null for what is no date} */
    static @Nullable Instant parse(String value, Instant now) {
        List<DateTimeFormatter> forms = List.of(DateTimeFormatter.RFC_1123_DATE_TIME, rfc850(now), ASCTIME);
        for (DateTimeFormatter form : forms) {
            try {
                return form.withZone(ZoneOffset.UTC).parse(value, Instant::from);
            } catch (DateTimeException e) {
                // Perhaps another form.
            }
        }
        return null;
    }

    /** A year of two digits is never more than 50 years ahead: it is taken as past then. */
    private static DateTimeFormatter rfc850(Instant now) {
        int latest = now.atOffset(ZoneOffset.UTC).getYear() + FUTURE_YEARS;
        return new DateTimeFormatterBuilder()
                .appendPattern("EEEE, dd-MMM-")
                .appendValueReduced(ChronoField.YEAR, 2, 2, latest - CENTURY + 1)
                .appendPattern(" HH:mm:ss 'GMT'")
                .toFormatter(Locale.ENGLISH);
    }
}
