// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** MicroProfile Config; loaded only where its API may be there. */
final class MicroProfileConfiguration implements Configuration {

    private final Config config;

    /**
     * Throws a {@link LinkageError} without the API and an {@link IllegalStateException} without a provider.
     */
    MicroProfileConfiguration() {
        this.config = ConfigProvider.getConfig();
    }

    @Override
    public Optional<String> value(String key) {
        return config.getOptionalValue(key, String.class).filter(value -> !value.isEmpty());
    }

    @Override
    public Set<String> names() {
        Set<String> names = new TreeSet<>();
        for (ConfigSource source : config.getConfigSources()) {
            if (!isEnvironment(source)) {
                names.addAll(source.getPropertyNames());
            }
        }
        return names;
    }

    /**
     * What an implementation makes of WLSOCKET_MY_SOCKET_URL is a guess: it may be my.socket or my-socket.
     */
    private static boolean isEnvironment(ConfigSource source) {
        return source.getName() != null && source.getName().toLowerCase(Locale.ROOT).contains("env")
                || source.getPropertyNames().contains("PATH")
                || !Collections.disjoint(source.getPropertyNames(), Set.of("HOME", "HOSTNAME", "Path"));
    }

    @Override
    public Map<String, String> environment() {
        return System.getenv();
    }
}
