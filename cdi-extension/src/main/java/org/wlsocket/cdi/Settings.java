// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.wlsocket.NamedSocketException;

/** What the configuration says of sockets. */
final class Settings {

    private final Configuration configuration;
    private final Set<String> names = new TreeSet<>();

    Settings(Configuration configuration, Problems problems) {
        this.configuration = configuration;
        try {
            names.addAll(configuration.names());
        } catch (RuntimeException e) {
            problems.add(
                    "expected a configuration that can be read, found that it throws " + e + "; the trace is"
                            + " with this message",
                    e);
        }
    }

    /** {@return the keys, as far as sources can be enumerated, which the environment cannot} */
    List<String> keys() {
        return names.stream().filter(name -> name.startsWith(Key.ROOT)).toList();
    }

    /** {@return whether there is a URL for a socket} */
    boolean defines(String socket) {
        return SocketKey.prefixes(socket).stream().anyMatch(prefix -> isSet(prefix + Keys.URL));
    }

    /** {@return the sockets that have a URL, as far as sources can be enumerated} */
    List<String> defined() {
        return keys().stream()
                .map(SocketKey::of)
                .flatMap(Optional::stream)
                .filter(key -> key.last().equals(Keys.URL))
                .map(SocketKey::socket)
                .filter(this::defines)
                .distinct()
                .toList();
    }

    /** {@return the keys that define a socket, as far as they are set for it itself} */
    List<String> definitionOf(String socket) {
        return SocketKey.prefixes(socket).stream()
                .flatMap(prefix -> Stream.concat(
                        Keys.ofDefinition().stream().map(key -> prefix + key.key()),
                        headerKeys(prefix).stream().map(HeaderKey::key)))
                .filter(this::isSet)
                .toList();
    }

    /** {@return whether a key has a value; one that cannot be read is there too} */
    boolean isSet(String key) {
        Problems unread = new Problems();
        return find(key, unread).isPresent() || !unread.all().isEmpty();
    }

    /** {@return the draft, with these settings of a socket} */
    SocketDraft read(SocketDraft draft, String socket, List<Key<?>> keys, Problems problems) {
        keys.forEach(key -> apply(key, socket, draft, problems));
        if (keys.contains(Keys.DESTINATION.get(0))) {
            headers(socket, problems).forEach((header, found) -> problems.guard(
                    found.key, () -> draft.destination = draft.destination.withHeader(header, found.value)));
            draft.finish(problems);
        }
        return draft;
    }

    private void apply(Key<?> key, String socket, SocketDraft draft, Problems problems) {
        Stream<String> shared = draft.takesFromAll(key) ? Stream.of(Keys.DEFAULTS) : Stream.empty();
        Stream.concat(SocketKey.prefixes(socket).stream(), shared)
                .map(prefix -> find(prefix + key.key(), problems))
                .flatMap(Optional::stream)
                .findFirst()
                .ifPresent(found -> {
                    draft.keys.put(key.key(), found.key);
                    problems.guard(found.key, () -> key.apply(draft, found.value));
                });
    }

    /** What was found under a key. */
    private record Setting(String key, String value) {}

    /** The only one who asks for values: one that cannot be read must not keep others from being checked. */
    private Optional<Setting> find(String key, Problems problems) {
        try {
            return configuration.value(key).map(value -> new Setting(key, value));
        } catch (NamedSocketException.BadArgument e) {
            problems.add(key + ": " + e.getMessage());
        } catch (RuntimeException e) {
            problems.add(key + ": expected a value that can be read, found that the configuration throws "
                    + e.getClass().getName() + "; correct the value");
        }
        return Optional.empty();
    }

    /** Those of the socket itself come last, because the last one counts. */
    private Map<String, Setting> headers(String socket, Problems problems) {
        Map<String, Setting> found = new LinkedHashMap<>();
        Stream.concat(Stream.of(Keys.DEFAULTS), SocketKey.prefixes(socket).stream())
                .flatMap(prefix -> headerKeys(prefix).stream())
                .forEach(key -> find(key.key, problems).ifPresent(setting -> {
                    found.keySet().removeIf(key.header::equalsIgnoreCase);
                    found.put(key.header, setting);
                }));
        return found;
    }

    private record HeaderKey(String key, String header) {}

    /**
     * By the three rules of MicroProfile Config, the one that counts most last. What is _ in the environment
     * is taken for -, which headers have; upper and lower case are the same to them.
     */
    private List<HeaderKey> headerKeys(String prefix) {
        String exact = prefix + Keys.HEADERS;
        String plain = SystemConfiguration.plain(exact);
        return Stream.of(
                        headerKeys(plain.toUpperCase(Locale.ROOT), '_'),
                        headerKeys(plain, '_'),
                        headerKeys(exact, '-'))
                .flatMap(List::stream)
                .toList();
    }

    private List<HeaderKey> headerKeys(String prefix, char hyphen) {
        return names.stream()
                .filter(name -> name.startsWith(prefix) && name.length() > prefix.length())
                .map(name -> new HeaderKey(
                        name, unquoted(name.substring(prefix.length())).replace(hyphen, '-')))
                .toList();
    }

    private static String unquoted(String header) {
        boolean quoted = header.length() > 2 && header.startsWith("\"") && header.endsWith("\"");
        return quoted ? header.substring(1, header.length() - 1) : header;
    }

    /** {@return how long the close of all sockets may last} */
    Duration drainLimit(Problems problems) {
        return read(
                Keys.DRAIN_LIMIT,
                value -> positive(ValueType.DURATION.read(value)),
                Duration.ofSeconds(10),
                problems);
    }

    /** {@return whether the listeners of sockets that code connects have a request context} */
    boolean requestContext(Problems problems) {
        return read(Keys.DEFAULTS + Keys.REQUEST_CONTEXT, ValueType.ALWAYS::read, true, problems);
    }

    private <T> T read(String key, Function<String, T> reader, T preset, Problems problems) {
        List<T> read = new ArrayList<>(List.of(preset));
        find(key, problems)
                .ifPresent(found ->
                        problems.guard(found.key, () -> read.set(0, reader.apply(found.value))));
        return read.get(0);
    }

    private static Duration positive(Duration limit) {
        if (limit.isZero() || limit.isNegative()) {
            throw new NamedSocketException.BadArgument("expected a duration above zero, found " + limit
                    + "; correct the value");
        }
        return limit;
    }
}
