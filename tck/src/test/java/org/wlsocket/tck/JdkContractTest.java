// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import org.junit.jupiter.api.Tag;
import org.wlsocket.spi.SocketProvider;

/**
 * The contract on the WebSocket client of the JDK. Slow only so that the test command stays short; .ci/run
 * runs it too.
 */
@Tag("slow")
class JdkContractTest extends SocketContract {

    @Override
    protected SocketProvider provider() {
        return new JdkProvider();
    }

    @Override
    protected Limits limits() {
        return Limits.of(JdkProvider.class, "jdk.limits");
    }
}
