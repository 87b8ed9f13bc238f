// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import java.util.Map;
import java.util.Optional;
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
     * {@return MicroProfile Config where it is there and has a provider, else system properties and
     * environment}
     */
    static Configuration find() {
        try {
            return new MicroProfileConfiguration();
        } catch (LinkageError | IllegalStateException e) {
            return SystemConfiguration.ofThisProcess();
        }
    }
}
