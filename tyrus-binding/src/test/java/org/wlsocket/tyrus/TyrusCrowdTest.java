// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import org.wlsocket.spi.SocketProvider;
import org.wlsocket.tck.CrowdTest;

class TyrusCrowdTest extends CrowdTest {

    @Override
    protected SocketProvider provider() {
        return new JakartaProvider();
    }
}
