// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck.reference;

import java.util.ServiceLoader;
import org.wlsocket.spi.SocketProvider;

/** Names what the class path holds: the provider, and the transport of its container where it has several. */
final class Runtimes {

    private static final String PROVIDER_PROPERTY = "wlsocket.provider";
    private static final String TYRUS_GRIZZLY =
            "org.glassfish.tyrus.container.grizzly.client.GrizzlyClientContainer";
    private static final String TYRUS_JDK = "org.glassfish.tyrus.container.jdk.client.JdkClientContainer";

    private Runtimes() {}

    /** {@return for example {@code tyrus} or {@code tyrus-jdk}} */
    static String name() {
        return providerName() + (isThere(TYRUS_JDK) && !isThere(TYRUS_GRIZZLY) ? "-jdk" : "");
    }

    private static String providerName() {
        String chosen = System.getProperty(PROVIDER_PROPERTY, "");
        if (!chosen.isBlank()) {
            return chosen;
        }
        String found = "none";
        for (SocketProvider provider : ServiceLoader.load(SocketProvider.class)) {
            found = provider.name();
            provider.close();
        }
        return found;
    }

    private static boolean isThere(String className) {
        return Runtimes.class.getClassLoader().getResource(className.replace('.', '/') + ".class") != null;
    }
}
