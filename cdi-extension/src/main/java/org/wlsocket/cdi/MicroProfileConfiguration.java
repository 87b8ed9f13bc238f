// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import java.lang.System.Logger.Level;
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

    private static final System.Logger LOG = System.getLogger("org.wlsocket.cdi");

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

    /**
     * Of the sources, because the configuration may keep the names of its start, and may say which names
     * count in a profile without saying whether that is active.
     */
    @Override
    public Set<String> names() {
        Set<String> names = new TreeSet<>();
        for (ConfigSource source : config.getConfigSources()) {
            Set<String> written = namesOf(source);
            Set<String> inAnyCase = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
            inAnyCase.addAll(written);
            written.stream()
                    .filter(name -> !isGuess(name, inAnyCase))
                    .map(this::active)
                    .flatMap(Optional::stream)
                    .forEach(names::add);
        }
        return names;
    }

    /** One that does not say its names has values nevertheless. */
    private static Set<String> namesOf(ConfigSource source) {
        try {
            return Set.copyOf(source.getPropertyNames());
        } catch (RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    "expected a source of MicroProfile Config that says which names it has, found that "
                            + source.getClass().getName() + " does not; its values count, its headers and"
                            + " misspelt keys are not found, correct its getPropertyNames",
                    e);
            return Set.of();
        }
    }

    /** {@return the name without its profile; empty for that of a profile which is not active} */
    private Optional<String> active(String name) {
        String stripped = PROFILE.matcher(name).replaceFirst("");
        return Optional.of(stripped).filter(found -> found.equals(name) || isSet(found));
    }

    /** A value that cannot be read is there too; who reads it says so. */
    private boolean isSet(String name) {
        try {
            return config.getConfigValue(name).getRawValue() != null;
        } catch (RuntimeException e) {
            return true;
        }
    }

    /** Implementations guess what a name of the environment stands for, beside that name itself. */
    private static boolean isGuess(String name, Set<String> inAnyCase) {
        String variable = SystemConfiguration.plain(name);
        return !variable.equals(name) && inAnyCase.contains(variable);
    }
}
