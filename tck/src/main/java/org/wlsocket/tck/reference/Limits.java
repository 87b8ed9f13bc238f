// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck.reference;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * The accepted differences of a provider on one container. One line each, in five columns, the observed
 * events as {@link Compact} writes them; a path has several lines when it may show several things:
 *
 * <pre>
 * path | always or either | observed events | container, Jakarta API or contract: why | wire evidence
 * </pre>
 *
 * @param name for a person: the file, or the resource beside this class without {@code .txt}
 */
record Limits(String name, List<Limit> all) {

    private static final int COLUMNS = 5;

    /**
     * One accepted difference.
     *
     * @param always whether the browsers' events never come; else they may come too
     */
    record Limit(String path, boolean always, String observed, String reason, String evidence) {

        private static final Set<String> ORIGINS = Set.of("container", "Jakarta API", "contract");

        static Limit parse(String line) {
            String[] columns = line.trim().split("\\s+\\|\\s+", -1);
            if (columns.length != COLUMNS
                    || !Set.of("always", "either").contains(columns[1])
                    || !ORIGINS.contains(columns[3].replaceFirst(":.*", ""))
                    || columns[4].isBlank()) {
                throw new IllegalArgumentException("expected path | always or either | observed events"
                        + " | container, Jakarta API or contract: why | wire evidence, found " + line);
            }
            return new Limit(columns[0], columns[1].equals("always"), columns[2], columns[3], columns[4]);
        }
    }

    /** {@return the limits in a file of that name, else in the resource of that name, else none} */
    static Limits load(String name) throws IOException {
        if (Files.isRegularFile(Path.of(name))) {
            return parse(name, Files.readString(Path.of(name)));
        }
        try (InputStream resource = Limits.class.getResourceAsStream(name + ".txt")) {
            return resource == null
                    ? new Limits(name + " (not found)", List.of())
                    : parse(name, new String(resource.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    static Limits parse(String name, String text) {
        List<Limit> all = text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(Limit::parse)
                .toList();
        return new Limits(name, all);
    }

    List<Limit> of(String path) {
        return all.stream().filter(limit -> limit.path().equals(path)).toList();
    }
}
