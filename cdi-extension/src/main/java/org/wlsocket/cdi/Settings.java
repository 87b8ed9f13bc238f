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
import java.util.regex.Pattern;

/** What the configuration says of sockets, and what is wrong with it. */
final class Settings {

    private static final String DEFAULTS = Key.ROOT + "defaults.";
    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9_-]+");
    private static final Set<String> NO_SOCKETS = Set.of("defaults");

    private final Configuration configuration;
    private final Set<String> names;

    Settings(Configuration configuration) {
        this.configuration = configuration;
        this.names = new TreeSet<>(configuration.names());
        this.names.removeIf(key -> !key.startsWith(Key.ROOT));
    }

    /**
     * {@return what the keys of a socket begin with; a name that is more than letters, digits, - and _ stands
     * quoted}
     */
    static String prefix(String socket) {
        boolean plain = PLAIN_NAME.matcher(socket).matches() && !NO_SOCKETS.contains(socket);
        return Key.ROOT + (plain ? socket : "\"" + socket + "\"") + ".";
    }

    /** {@return whether there is a URL for a socket} */
    boolean defines(String socket) {
        return configuration.value(prefix(socket) + Keys.URL).isPresent();
    }

    /** {@return the sockets that have a URL, as far as sources can be enumerated} */
    List<String> defined() {
        return names.stream()
                .filter(key -> key.endsWith("." + Keys.URL))
                .map(Settings::socketOf)
                .flatMap(Optional::stream)
                .filter(this::defines)
                .distinct()
                .toList();
    }

    /** {@return the socket of a key; empty for the defaults and for what is no key of a socket} */
    private static Optional<String> socketOf(String key) {
        String rest = key.substring(Key.ROOT.length());
        int end = rest.startsWith("\"") ? rest.indexOf("\".") : rest.indexOf('.');
        if (end <= 0) {
            return Optional.empty();
        }
        String socket = rest.startsWith("\"") ? rest.substring(1, end) : rest.substring(0, end);
        return key.startsWith(prefix(socket)) ? Optional.of(socket) : Optional.empty();
    }

    /** Reads these settings of a socket. */
    SocketDraft read(String socket, List<Key<?>> keys, Problems problems) {
        SocketDraft draft = new SocketDraft();
        keys.forEach(key -> apply(key, socket, draft, problems));
        if (keys.contains(Keys.DESTINATION.get(0))) {
            headers(socket).forEach((header, found) -> problems.guard(
                    found.key, () -> draft.destination = draft.destination.withHeader(header, found.value)));
            draft.finish(Key.ROOT + socket, problems);
        }
        return draft;
    }

    private void apply(Key<?> key, String socket, SocketDraft draft, Problems problems) {
        Setting own = find(prefix(socket) + key.key(), problems);
        Setting found = own.value.isEmpty() && key.forAll() ? find(DEFAULTS + key.key(), problems) : own;
        if (!found.value.isEmpty()) {
            problems.guard(found.key, () -> key.apply(draft, found.value));
        }
    }

    /** What was found under a key; the value is empty for nothing. */
    private record Setting(String key, String value) {}

    /** A value may be an expression that cannot be resolved. */
    private Setting find(String key, Problems problems) {
        try {
            return new Setting(key, configuration.value(key).orElse(""));
        } catch (RuntimeException e) {
            problems.add(key + ": expected a value that can be read, found that the configuration throws "
                    + e.getClass().getName() + "; correct the value");
            return new Setting(key, "");
        }
    }

    /** Header names as they are written; those of the environment with - for _. */
    private Map<String, Setting> headers(String socket) {
        Map<String, Setting> found = new LinkedHashMap<>();
        addHeaders(DEFAULTS + Keys.HEADERS, found);
        addHeaders(prefix(socket) + Keys.HEADERS, found);
        return found;
    }

    private void addHeaders(String prefix, Map<String, Setting> found) {
        String variable = SystemConfiguration.plain(prefix).toUpperCase(Locale.ROOT);
        configuration.environment().forEach((name, value) -> {
            if (name.startsWith(variable) && name.length() > variable.length() && !value.isEmpty()) {
                put(found, name.substring(variable.length()).replace('_', '-'), new Setting(name, value));
            }
        });
        for (String key : names) {
            if (key.startsWith(prefix)) {
                String header = headerOf(key, prefix);
                configuration.value(key).ifPresent(value -> put(found, header, new Setting(key, value)));
            }
        }
    }

    private static void put(Map<String, Setting> found, String header, Setting setting) {
        found.keySet().removeIf(header::equalsIgnoreCase);
        found.put(header, setting);
    }

    private static String headerOf(String key, String prefix) {
        String header = key.substring(prefix.length());
        boolean quoted = header.length() > 2 && header.startsWith("\"") && header.endsWith("\"");
        return quoted ? header.substring(1, header.length() - 1) : header;
    }

    /** Finds keys of a socket that mean nothing. */
    void checkKeys(String socket, String users, Problems problems) {
        String prefix = prefix(socket);
        for (String key : names) {
            if (key.startsWith(prefix) && isUnknown(key.substring(prefix.length()))) {
                problems.add(unknown(key, key.substring(prefix.length()), "of the socket \"" + socket + "\","
                        + " which is used by " + users));
            }
        }
    }

    private static boolean isUnknown(String key) {
        boolean header = key.startsWith(Keys.HEADERS) && key.length() > Keys.HEADERS.length();
        return !header && Keys.find(key).isEmpty();
    }

    private static String unknown(String key, String last, String whose) {
        return "unknown key " + key + " " + whose + Nearest.question(last, Keys.names())
                + " expected a key of docs/cdi.md; correct or remove it";
    }

    /** Finds keys that mean nothing for all sockets, or nothing for the application. */
    void checkShared(Problems problems) {
        for (String key : names) {
            if (key.startsWith(DEFAULTS)) {
                checkDefault(key, key.substring(DEFAULTS.length()), problems);
            } else if (key.indexOf('.', Key.ROOT.length()) < 0 && !Keys.GLOBAL.contains(key)) {
                Nearest.to(key, Keys.GLOBAL).ifPresent(near -> problems.add(
                        "unknown key " + key + ", did you mean " + near + "? correct or remove it"));
            }
        }
    }

    private static void checkDefault(String key, String last, Problems problems) {
        if (isUnknown(last)) {
            problems.add(unknown(key, last, "for all sockets"));
        } else if (!Keys.find(last).map(Key::forAll).orElse(true)) {
            problems.add("key " + key + ": expected it for one socket, found it for all; write " + Key.ROOT
                    + "<name>." + last);
        }
    }

    /** {@return the keys of a list that are set for a socket itself} */
    List<String> set(String socket, List<Key<?>> keys) {
        return keys.stream()
                .map(key -> prefix(socket) + key.key())
                .filter(key -> configuration.value(key).isPresent())
                .toList();
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
        return read(DEFAULTS + Keys.REQUEST_CONTEXT, ValueType.ALWAYS::read, true, problems);
    }

    private <T> T read(String key, Function<String, T> reader, T preset, Problems problems) {
        List<T> read = new ArrayList<>(List.of(preset));
        Setting found = find(key, problems);
        if (!found.value.isEmpty()) {
            problems.guard(found.key, () -> read.set(0, reader.apply(found.value)));
        }
        return read.get(0);
    }

    private static Duration positive(Duration limit) {
        if (limit.isZero() || limit.isNegative()) {
            throw new IllegalArgumentException("expected a duration above zero, found " + limit + "; correct"
                    + " the value");
        }
        return limit;
    }
}
