// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.containers.undertow;

import org.wlsocket.spi.SocketProvider;
import org.wlsocket.tck.Limits;
import org.wlsocket.tck.RaceTest;
import org.wlsocket.tyrus.JakartaProvider;

class UndertowRaceTest extends RaceTest {

    @Override
    protected SocketProvider provider() {
        return new JakartaProvider();
    }

    @Override
    protected Limits limits() {
        return Limits.of(UndertowContractTest.class, "undertow.limits");
    }
}
