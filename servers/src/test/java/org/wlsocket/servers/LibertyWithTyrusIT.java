// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.servers;

import java.util.Map;

/** On Open Liberty, with the Tyrus that the application brings. */
class LibertyWithTyrusIT extends DeployedScenario {

    @Override
    boolean bringsTyrus() {
        return true;
    }

    @Override
    Server start(String name, Map<String, String> settings) throws Exception {
        return Liberty.start(name, settings);
    }
}
