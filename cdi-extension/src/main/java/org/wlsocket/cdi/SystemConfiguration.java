// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** System properties, then the environment, by the three rules that MicroProfile Config has for its names. */
final class SystemConfiguration implements Configuration {

    private final Properties properties;
    private final Map<String, String> environment;

    SystemConfiguration(Properties properties, Map<String, String> environment) {
        this.properties = properties;
        this.environment = environment;
    }

    static SystemConfiguration ofThisProcess() {
        return new SystemConfiguration(System.getProperties(), System.getenv());
    }

    @Override
    public Optional<String> value(String key) {
        String value = properties.getProperty(key);
        return Optional.ofNullable(value == null ? fromEnvironment(key) : value)
                .filter(found -> !found.isEmpty());
    }

    /** The exact name, the name with _ for what is no letter or digit, and that in upper case. */
    private @Nullable String fromEnvironment(String key) {
        String plain = plain(key);
        String exact = environment.get(key);
        String value = exact == null ? environment.get(plain) : exact;
        return value == null ? environment.get(plain.toUpperCase(Locale.ROOT)) : value;
    }

    static String plain(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_");
    }

    @Override
    public Set<String> names() {
        Set<String> names = new TreeSet<>(properties.stringPropertyNames());
        names.addAll(environment.keySet());
        return names;
    }
}
