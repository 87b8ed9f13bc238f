// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.containers.tomcat;

import org.wlsocket.spi.SocketProvider;
import org.wlsocket.tck.SilenceTest;
import org.wlsocket.tyrus.JakartaProvider;

class TomcatSilenceTest extends SilenceTest {

    @Override
    protected SocketProvider provider() {
        return new JakartaProvider();
    }
}
