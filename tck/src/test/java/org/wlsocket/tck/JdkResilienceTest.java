// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import org.wlsocket.spi.SocketProvider;

class JdkResilienceTest extends ResilienceTest {

    @Override
    protected SocketProvider provider() {
        return new JdkProvider();
    }

    @Override
    protected Limits limits() {
        return Limits.of(JdkProvider.class, "jdk.limits");
    }
}
