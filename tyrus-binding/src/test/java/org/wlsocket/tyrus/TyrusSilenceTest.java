// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import org.wlsocket.spi.SocketProvider;
import org.wlsocket.tck.SilenceTest;

class TyrusSilenceTest extends SilenceTest {

    @Override
    protected SocketProvider provider() {
        return new JakartaProvider();
    }
}
