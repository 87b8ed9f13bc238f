// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.servers;

import java.util.Map;

/** On WildFly, on its own WebSocket container. */
class WildFlyWithoutTyrusIT extends DeployedScenario {

    @Override
    boolean bringsTyrus() {
        return false;
    }

    @Override
    Server start(String name, Map<String, String> settings) throws Exception {
        return WildFly.start(name, settings);
    }
}
