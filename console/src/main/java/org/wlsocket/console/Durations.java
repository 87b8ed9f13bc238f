// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 500ms}, {@code 10s}, {@code 5m}, {@code 1h}, {@code PT10S} and {@code forever}. */
final class Durations implements ITypeConverter<Duration> {

    static final Duration FOREVER = Duration.ofDays(36_500);

    private static final Pattern COMMA = Pattern.compile(",");
    private static final Pattern SHORT_FORM = Pattern.compile("(\\d+)(ms|s|m|h)");

    @Override
    public Duration convert(String text) {
        if (text.equals("forever")) {
            return FOREVER;
        }
        Matcher matcher = SHORT_FORM.matcher(text);
        Duration duration = matcher.matches() ? shortForm(matcher) : iso(text);
        if (duration.isNegative()) {
            throw unreadable(text);
        }
        if (duration.compareTo(FOREVER) > 0) {
            throw tooLarge(text);
        }
        return duration;
    }

    /** {@return from one duration to so many, with commas between them} */
    static List<Duration> several(String text, int most) {
        List<String> parts = List.of(COMMA.split(text, -1));
        if (parts.size() > most) {
            throw new TypeConversionException(
                    "expected at most " + most + " durations with a comma between them, found " + text);
        }
        Durations one = new Durations();
        return parts.stream().map(one::convert).toList();
    }

    /** {@return the duration as it can be typed} */
    static String shown(Duration duration) {
        boolean seconds = duration.toMillisPart() == 0;
        return seconds ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }

    private static Duration shortForm(Matcher matcher) {
        try {
            long amount = Long.parseLong(matcher.group(1));
            return switch (matcher.group(2)) {
                case "ms" -> Duration.ofMillis(amount);
                case "s" -> Duration.ofSeconds(amount);
                case "m" -> Duration.ofMinutes(amount);
                default -> Duration.ofHours(amount);
            };
        } catch (NumberFormatException | ArithmeticException e) {
            throw tooLarge(matcher.group());
        }
    }

    private static Duration iso(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            // What has the form and cannot be read is a number that is too large.
            throw e.getCause() == null ? unreadable(text) : tooLarge(text);
        }
    }

    private static TypeConversionException tooLarge(String text) {
        return new TypeConversionException("expected a duration of at most " + FOREVER.toHours() + "h, found "
                + text + ", which is too large; forever is as much as that");
    }

    private static TypeConversionException unreadable(String text) {
        return new TypeConversionException(
                "expected a duration such as 500ms, 10s, 5m, 1h or forever, found "
                        + (text.isEmpty() ? "nothing" : text));
    }
}
