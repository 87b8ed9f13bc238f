// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck.reference;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The command line. */
record Arguments(
        String baseUrl,
        Path out,
        Set<String> only,
        boolean slow,
        boolean strong,
        Optional<Path> traces,
        Optional<String> limits) {

    static final String TRACES_PROPERTY = "wlsocket.reference.traces";
    static final String LIMITS_PROPERTY = "wlsocket.reference.limits";

    private static final String USAGE = "expected BASE_URL OUT.json [LIMITS] [--only=/a,/b] [--slow]"
            + " [--strong] [--traces=FILE] [--limits=FILE|NAME], found ";

    static Arguments parse(String... arguments) {
        List<String> positional = new ArrayList<>();
        List<String> options = new ArrayList<>();
        for (String argument : arguments) {
            (argument.startsWith("--") ? options : positional).add(argument);
        }
        if (positional.size() < 2 || positional.size() > 3) {
            throw new IllegalArgumentException(USAGE + String.join(" ", arguments));
        }
        return of(positional, options);
    }

    private static Arguments of(List<String> positional, List<String> options) {
        @Nullable String only = take(options, "--only=");
        @Nullable String traces = take(options, "--traces=");
        @Nullable String limits = take(options, "--limits=");
        @Nullable String third = positional.size() > 2 ? positional.get(2) : null;
        boolean slow = options.remove("--slow");
        boolean strong = options.remove("--strong");
        if (!options.isEmpty()) {
            throw new IllegalArgumentException(USAGE + options);
        }
        return new Arguments(
                positional.get(0),
                Path.of(positional.get(1)),
                only == null ? Set.of() : Set.of(only.split(",")),
                slow,
                strong,
                firstOf(traces, System.getProperty(TRACES_PROPERTY)).map(Path::of),
                firstOf(limits == null ? third : limits, System.getProperty(LIMITS_PROPERTY)));
    }

    private static @Nullable String take(List<String> options, String prefix) {
        Optional<String> found =
                options.stream().filter(option -> option.startsWith(prefix)).findFirst();
        found.ifPresent(options::remove);
        return found.map(option -> option.substring(prefix.length())).orElse(null);
    }

    private static Optional<String> firstOf(@Nullable String first, @Nullable String second) {
        return Optional.ofNullable(first == null ? second : first).filter(value -> !value.isBlank());
    }

    /** Asked for by name, or not slow, or slow ones are wanted. */
    boolean wants(Behaviour behaviour) {
        return wants(behaviour.path(), behaviour.slow());
    }

    private boolean wants(String path, boolean isSlow) {
        return only.isEmpty() ? slow || !isSlow : only.contains(path);
    }

    /** {@return the paths that are wanted, also of those that the server should have and has not} */
    Predicate<String> wanted(List<Behaviour> ofServer) {
        Set<String> slowOnes =
                ofServer.stream().filter(Behaviour::slow).map(Behaviour::path).collect(Collectors.toSet());
        return path -> wants(path, slowOnes.contains(path));
    }
}
