// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.wlsocket.spi.SocketProvider;

/** Finds the one provider of the class path or module path. */
final class ProviderLookup {

    private static final String PROPERTY = "wlsocket.provider";

    private ProviderLookup() {}

    static SocketProvider find() {
        return choose(candidates(), System.getProperty(PROPERTY));
    }

    /** Closes the providers that were not chosen. */
    static SocketProvider choose(List<SocketProvider> candidates, @Nullable String wanted) {
        List<SocketProvider> fitting = new ArrayList<>(candidates);
        fitting.removeIf(candidate -> wanted != null && !candidate.name().equals(wanted));
        if (fitting.size() == 1) {
            SocketProvider chosen = fitting.get(0);
            candidates.stream().filter(candidate -> candidate != chosen).forEach(SocketProvider::close);
            return chosen;
        }
        candidates.forEach(SocketProvider::close);
        throw new NamedSocketException.NoProvider(complaint(candidates, wanted), null);
    }

    private static String complaint(List<SocketProvider> candidates, @Nullable String wanted) {
        List<String> names = candidates.stream()
                .map(candidate -> candidate.name() + " (" + candidate.getClass().getName() + ")")
                .toList();
        if (names.isEmpty()) {
            return "expected one WebSocket provider, found none; add the artifact"
                    + " org.wlsocket:wlsocket-tyrus";
        }
        if (wanted != null) {
            return "expected one provider with the name \"" + wanted + "\" of the system property " + PROPERTY
                    + ", found " + names + "; correct the property or add the provider's artifact";
        }
        return "expected one WebSocket provider, found " + names + "; remove all but one artifact, or name"
                + " one with the system property " + PROPERTY;
    }

    /**
     * Asks the application's class loader first, then that of this library; each provider class counts once.
     */
    private static List<SocketProvider> candidates() {
        Map<Class<?>, SocketProvider> found = new LinkedHashMap<>();
        try {
            ServiceLoader.load(SocketProvider.class).forEach(p -> found.putIfAbsent(p.getClass(), p));
            ServiceLoader.load(SocketProvider.class, SocketProvider.class.getClassLoader())
                    .forEach(p -> found.putIfAbsent(p.getClass(), p));
        } catch (ServiceConfigurationError e) {
            throw new NamedSocketException.NoProvider(
                    "expected a WebSocket provider that starts, found one that does not: " + e.getMessage()
                            + "; put what it needs on the class path",
                    e);
        }
        return List.copyOf(found.values());
    }
}
