// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.containers.undertow;

import org.wlsocket.spi.SocketProvider;
import org.wlsocket.tck.LoadTest;
import org.wlsocket.tyrus.JakartaProvider;

class UndertowLoadTest extends LoadTest {

    @Override
    protected SocketProvider provider() {
        return new JakartaProvider();
    }
}
