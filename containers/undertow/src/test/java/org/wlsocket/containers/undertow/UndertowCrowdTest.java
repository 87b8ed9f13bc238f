// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.containers.undertow;

import org.wlsocket.spi.SocketProvider;
import org.wlsocket.tck.CrowdTest;
import org.wlsocket.tyrus.JakartaProvider;

class UndertowCrowdTest extends CrowdTest {

    @Override
    protected SocketProvider provider() {
        return new JakartaProvider();
    }
}
