// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.servers;

import java.util.Map;

/** On WildFly, with the Tyrus that the application brings. */
class WildFlyWithTyrusIT extends DeployedScenario {

    @Override
    boolean bringsTyrus() {
        return true;
    }

    @Override
    Server start(String name, Map<String, String> settings) throws Exception {
        return WildFly.start(name, settings);
    }
}
