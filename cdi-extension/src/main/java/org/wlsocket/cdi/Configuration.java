// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import java.util.Optional;
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
