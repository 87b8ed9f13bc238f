// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import org.wlsocket.spi.SocketProvider;

class JdkCrowdTest extends CrowdTest {

    @Override
    protected SocketProvider provider() {
        return new JdkProvider();
    }
}
