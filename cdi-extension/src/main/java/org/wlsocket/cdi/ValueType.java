// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wlsocket.NamedSocketException;
import org.wlsocket.OfflineQueue;

/**
 * How the text of a setting is read.
 *
 * @param name what the documentation calls it
 * @param expected how it is written, for errors
 * @param secret whether the text must not be shown
 * @param reader throws an {@link IllegalArgumentException} or a {@link DateTimeParseException} for what it
 *     cannot read
 */
record ValueType<T>(String name, String expected, boolean secret, Function<String, T> reader) {

    static final ValueType<String> TEXT = new ValueType<>("text", "text", false, text -> text);

    /** May hold a query with secrets; what reads it says what is wrong with it. */
    static final ValueType<String> URL =
            new ValueType<>("URL", "a URL such as wss://example.org/chat", true, String::trim);

    static final ValueType<String> SECRET_TEXT = new ValueType<>("secret text", "text", true, text -> text);

    static final ValueType<char[]> SECRET = new ValueType<>("secret text", "text", true, String::toCharArray);

    static final ValueType<Boolean> BOOLEAN =
            new ValueType<>("boolean", "true or false", false, ValueType::bool);

    static final ValueType<Integer> NUMBER = new ValueType<>(
            "number", "a whole number such as 1000, at most " + Integer.MAX_VALUE, false, Integer::valueOf);

    static final ValueType<Long> SIZE =
            new ValueType<>("size", "a number of bytes such as 65536, 64KiB or 8MiB", false, ValueType::size);

    static final ValueType<Duration> DURATION = new ValueType<>(
            "duration", "a duration such as 10s, 500ms, 2m or PT10S", false, ValueType::duration);

    static final ValueType<Path> FILE = new ValueType<>("file", "the path of a file", false, ValueType::path);

    static final ValueType<String[]> LIST =
            new ValueType<>("list", "values with commas between them", false, ValueType::list);

    static final ValueType<OfflineQueue.Overflow> OVERFLOW =
            new ValueType<>("choice", "refuse or drop-oldest", false, ValueType::overflow);

    static final ValueType<Boolean> ALWAYS =
            new ValueType<>("choice", "always or never", false, text -> oneOf(text, "always", "never"));

    private static final Pattern SHORT_DURATION = Pattern.compile("(\\d{1,15})\\s*(ms|s|m|h|d)");
    private static final Pattern SHORT_SIZE = Pattern.compile("(\\d{1,15})\\s*(|b|kib|mib|gib)");

    /**
     * {@return the value}
     *
     * @throws NamedSocketException.BadArgument for a text that is none; it shows no secret
     */
    T read(String text) {
        try {
            return reader.apply(secret ? text : text.trim());
        } catch (IllegalArgumentException | ArithmeticException | DateTimeParseException e) {
            String shown = secret ? "something else" : "\"" + text + "\"";
            throw new NamedSocketException.BadArgument(
                    "expected " + expected + ", found " + shown + "; correct the value");
        }
    }

    private static Duration duration(String text) {
        Matcher matcher = SHORT_DURATION.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return Duration.parse(text);
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    private static Long size(String text) {
        Matcher matcher = SHORT_SIZE.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException(text);
        }
        long factor = switch (matcher.group(2)) {
            case "kib" -> 1L << 10;
            case "mib" -> 1L << 20;
            case "gib" -> 1L << 30;
            default -> 1L;
        };
        return Math.multiplyExact(Long.parseLong(matcher.group(1)), factor);
    }

    private static Boolean bool(String text) {
        return oneOf(text, "true", "false");
    }

    private static boolean oneOf(String text, String yes, String no) {
        if (text.equalsIgnoreCase(yes)) {
            return true;
        }
        if (text.equalsIgnoreCase(no)) {
            return false;
        }
        throw new IllegalArgumentException(text);
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static OfflineQueue.Overflow overflow(String text) {
        return oneOf(text, "refuse", "drop-oldest")
                ? OfflineQueue.Overflow.REFUSE
                : OfflineQueue.Overflow.DROP_OLDEST;
    }

    /** A comma behind a backslash belongs to the value, as in MicroProfile Config. */
    private static String[] list(String text) {
        List<String> values = Arrays.stream(text.split("(?<!\\\\),"))
                .map(value -> value.replace("\\,", ",").trim())
                .filter(value -> !value.isEmpty())
                .toList();
        return values.toArray(String[]::new);
    }
}
