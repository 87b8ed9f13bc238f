// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.servers;

import java.util.Map;

/** GlassFish, on the WebSocket container of the server. */
class GlassFishWithoutTyrusIT extends DeployedScenario {

    @Override
    Server start(String name, Map<String, String> settings) throws Exception {
        return EmbeddedServer.start(EmbeddedServer.Make.GLASSFISH, name, settings);
    }

    @Override
    boolean bringsTyrus() {
        return false;
    }

    /** Its commands that have deployed them listen to its events for ever. */
    @Override
    boolean keepsApplications() {
        return true;
    }
}
