// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.containers.tyrusjdk;

import org.wlsocket.spi.SocketProvider;
import org.wlsocket.tck.Limits;
import org.wlsocket.tck.SecureSocketContract;
import org.wlsocket.tyrus.JakartaProvider;

class TyrusJdkSecureContractTest extends SecureSocketContract {

    @Override
    protected SocketProvider provider() {
        return new JakartaProvider();
    }

    @Override
    protected Limits limits() {
        return Limits.of(TyrusJdkSecureContractTest.class, "tyrus-jdk.limits");
    }
}
