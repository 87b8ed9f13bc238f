// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.ConfigValue;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.wlsocket.NamedSocketException;

/** MicroProfile Config; loaded only where its API may be there. */
final class MicroProfileConfiguration implements Configuration {

    /** What a source has before a name that counts in one profile only. */
    private static final Pattern PROFILE = Pattern.compile("^%[^.]*\\.");

    private final Config config;

    /**
     * Throws a {@link LinkageError} without the API and an {@link IllegalStateException} without a provider.
     */
    MicroProfileConfiguration() {
        this(ConfigProvider.getConfig());
    }

    MicroProfileConfiguration(Config config) {
        this.config = config;
    }

    @Override
    public Optional<String> value(String key) {
        Optional<String> value = config.getOptionalValue(key, String.class);
        if (value.isEmpty()) {
            checkResolved(config.getConfigValue(key));
        }
        return value.filter(found -> !found.isEmpty());
    }

    /** An implementation may show an expression that it cannot resolve as a value that is not there. */
    private static void checkResolved(ConfigValue found) {
        String raw = found.getRawValue();
        if (found.getValue() == null && raw != null && !raw.isEmpty()) {
            throw new NamedSocketException.BadArgument("expected a value, found an expression that cannot be"
                    + " resolved, in " + found.getSourceName() + "; set what it refers to, or give it a"
                    + " default as in ${name:default}");
        }
    }

    /** As the configuration says them, because it knows which profiles are active. */
    @Override
    public Set<String> names() {
        Set<String> names = new TreeSet<>();
        config.getPropertyNames().forEach(names::add);
        names.removeAll(guesses());
        return names;
    }

    /** What implementations make of the names of the environment, beside these, and no source has itself. */
    private Set<String> guesses() {
        Set<String> guesses = new TreeSet<>();
        Set<String> written = new TreeSet<>();
        for (ConfigSource source : config.getConfigSources()) {
            Set<String> all = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
            all.addAll(source.getPropertyNames());
            for (String name : source.getPropertyNames()) {
                (isGuess(name, all) ? guesses : written).add(PROFILE.matcher(name).replaceFirst(""));
            }
        }
        guesses.removeAll(written);
        return guesses;
    }

    private static boolean isGuess(String name, Set<String> all) {
        String variable = SystemConfiguration.plain(name);
        return !variable.equals(name) && all.contains(variable);
    }
}
