// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.Set;

/** Where the settings of the application come from. */
interface Configuration {

    /** {@return the value of a key; empty where there is none or an empty one} */
    Optional<String> value(String key);

    /** {@return the keys of the sources that can be enumerated, which the environment cannot} */
    Set<String> names();

    /** {@return the environment, whose names may stand for keys} */
    Map<String, String> environment();

    /**
     * {@return MicroProfile Config where it is there and has a provider, both of which can be loaded, else
     * system properties and environment}
     */
    static Configuration find() {
        try {
            return new MicroProfileConfiguration();
        } catch (LinkageError | IllegalStateException e) {
            return SystemConfiguration.ofThisProcess();
        } catch (ServiceConfigurationError e) {
            System.getLogger("org.wlsocket.cdi")
                    .log(
                            Level.WARNING,
                            "expected MicroProfile Config to start, found that a service of it cannot be"
                                    + " loaded; system properties and the environment are used instead,"
                                    + " correct META-INF/services",
                            e);
            return SystemConfiguration.ofThisProcess();
        }
    }
}
