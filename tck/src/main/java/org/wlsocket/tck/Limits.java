// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the container of a provider forces on it: the differences from the contract that the suite accepts,
 * and demands. A limits file has a line for each:
 *
 * <pre>
 * # what | always or either | what is observed | reason: the container, or the Jakarta API
 * E5_EMPTY_CLOSE | always | Opened Closed(1000) | the container hides that the close frame was empty
 * </pre>
 *
 * <p>An observation that is not the contract's and not listed fails the test, and so does the contract's own
 * where the list says {@code always}: the container has learned it, the line must go. {@code either} allows
 * both. A line that no test of the suites checks is refused.
 */
public final class Limits {

    private record Entry(String what, boolean always, String observed) {}

    private final Map<String, List<Entry>> entries;

    private Limits(List<Entry> entries) {
        this.entries = entries.stream().collect(Collectors.groupingBy(Entry::what));
    }

    /** {@return the limits of a provider that has none} */
    public static Limits none() {
        return new Limits(List.of());
    }

    /**
     * {@return the limits in a file on the class path}
     *
     * @param neighbour a class whose package the file is in
     */
    public static Limits of(Class<?> neighbour, String file) {
        try (InputStream in = neighbour.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalArgumentException("expected a limits file " + file + " beside " + neighbour);
            }
            return parse(
                    new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Limits parse(List<String> lines) {
        return new Limits(lines.stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(Limits::entry)
                .toList());
    }

    private static Entry entry(String line) {
        String[] columns = line.split("\\|", -1);
        if (columns.length != 4 || columns[3].isBlank()) {
            throw new IllegalArgumentException(
                    "expected \"what | always or either | observed | reason\", found \"" + line + "\"");
        }
        String what = columns[0].strip();
        checkKnown(what, line);
        String how = columns[1].strip();
        if (!how.equals("always") && !how.equals("either")) {
            throw new IllegalArgumentException(
                    "expected always or either, found \"" + how + "\" in \"" + line + "\"");
        }
        return new Entry(what, how.equals("always"), columns[2].strip());
    }

    private static String nameIn(String what) {
        return what.replaceFirst("\\(.*\\)$", "");
    }

    /** What no test checks would never be noticed to be gone. */
    private static void checkKnown(String what, String line) {
        List<Waivable> named = Arrays.stream(Waivable.values())
                .filter(known -> known.name().equals(nameIn(what)))
                .toList();
        List<?> allowed = named.isEmpty() ? List.of(Waivable.values()) : named.get(0).entries();
        if (named.isEmpty() || !allowed.contains(what)) {
            throw new IllegalArgumentException("expected one of " + allowed + ", which tests check, found \""
                    + what + "\" in \"" + line + "\"; docs/testing.md says what each is");
        }
    }

    /** {@return whether anything is listed for it, whatever the case} */
    boolean lists(Waivable what) {
        return entries.keySet().stream().anyMatch(listed -> nameIn(listed).equals(what.name()));
    }

    void check(Waivable what, Object expected, Object observed) {
        check(what, what.name(), String.valueOf(expected), String.valueOf(observed));
    }

    /** For a waivable with cases. */
    void check(Waivable what, Object ofCase, Object expected, Object observed) {
        check(what, what.of(ofCase), String.valueOf(expected), String.valueOf(observed));
    }

    private void check(Waivable known, String what, String expected, String observed) {
        if (!known.entries().contains(what)) {
            throw new IllegalStateException("expected a case that " + known + " declares, found " + what
                    + "; add it there, or no limits file can list it");
        }
        String fault = fault(entries.getOrDefault(what, List.of()), expected, observed);
        if (fault != null) {
            throw new AssertionError(what + ": " + fault);
        }
    }

    private static @Nullable String fault(List<Entry> listed, String expected, String observed) {
        if (observed.equals(expected)) {
            boolean stale = listed.stream().anyMatch(Entry::always);
            return stale
                    ? "found the contract kept, " + expected + "; take the line out of the limits"
                    : null;
        }
        if (listed.stream().anyMatch(entry -> entry.observed.equals(observed))) {
            return null;
        }
        return "expected " + expected + ", found " + observed + ", which its limits do not list";
    }
}
