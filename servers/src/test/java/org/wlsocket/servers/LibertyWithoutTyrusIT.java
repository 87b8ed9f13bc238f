// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.servers;

import java.util.Map;

/** On Open Liberty, on its own WebSocket container. */
class LibertyWithoutTyrusIT extends DeployedScenario {

    @Override
    boolean bringsTyrus() {
        return false;
    }

    /** Its own, which a peer could have sent too. */
    @Override
    protected int codeAfterReset() {
        return 1011;
    }

    /** Its connector may leave one of attempts that begin at the same time waiting until another begins. */
    @Override
    int startsThatMayMissALink() {
        return 1;
    }

    @Override
    Server start(String name, Map<String, String> settings) throws Exception {
        return Liberty.start(name, settings);
    }
}
