// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.Set;

/** Where the settings of the application come from. */
interface Configuration {

    /**
     * {@return the value of a key; empty where there is none or an empty one}
     *
     * @throws RuntimeException of whatever kind, for a value that is there and cannot be read
     */
    Optional<String> value(String key);

    /**
     * {@return the names for which there are values, as they are written} Those of the environment stand for
     * keys; which, cannot be said: WLSOCKET_MY_SOCKET_URL may be that of my.socket or of my-socket.
     */
    Set<String> names();

    /**
     * {@return MicroProfile Config where it is there and has a provider, both of which can be loaded, else
     * system properties and environment} Where it fails otherwise, its names say so.
     */
    static Configuration find() {
        try {
            return new MicroProfileConfiguration();
        } catch (IllegalStateException e) {
            return SystemConfiguration.ofThisProcess();
        } catch (LinkageError | ServiceConfigurationError e) {
            if (isMicroProfileThere()) {
                System.getLogger("org.wlsocket.cdi")
                        .log(
                                Level.WARNING,
                                "expected MicroProfile Config to start, found that a class or a service of"
                                        + " it cannot be loaded; system properties and the environment are"
                                        + " used instead, correct META-INF/services or the class path",
                                e);
            }
            return SystemConfiguration.ofThisProcess();
        } catch (RuntimeException e) {
            return new Failed(e);
        }
    }

    private static boolean isMicroProfileThere() {
        try {
            ClassLoader loader = Configuration.class.getClassLoader();
            Class<?> unused = Class.forName("org.eclipse.microprofile.config.Config", false, loader);
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    /** Stands in for one that cannot be had, so that the reason is told with all other problems. */
    record Failed(RuntimeException reason) implements Configuration {

        @Override
        public Optional<String> value(String key) {
            return Optional.empty();
        }

        @Override
        public Set<String> names() {
            throw reason;
        }
    }
}
