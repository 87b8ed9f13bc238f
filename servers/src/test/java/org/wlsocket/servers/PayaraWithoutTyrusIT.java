// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.servers;

import java.util.Map;

/** Payara Micro, on the WebSocket container of the server. */
class PayaraWithoutTyrusIT extends DeployedScenario {

    @Override
    Server start(String name, Map<String, String> settings) throws Exception {
        return EmbeddedServer.start(EmbeddedServer.Make.PAYARA_MICRO, name, settings);
    }

    @Override
    boolean bringsTyrus() {
        return false;
    }
}
