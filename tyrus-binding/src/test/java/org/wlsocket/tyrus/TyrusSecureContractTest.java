// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import org.junit.jupiter.api.Tag;
import org.wlsocket.spi.SocketProvider;
import org.wlsocket.tck.Limits;
import org.wlsocket.tck.SecureSocketContract;

/** Slow only so that the test command stays short; .ci/run runs it too. */
@Tag("slow")
class TyrusSecureContractTest extends SecureSocketContract {

    @Override
    protected SocketProvider provider() {
        return new JakartaProvider();
    }

    @Override
    protected Limits limits() {
        return Limits.of(TyrusSecureContractTest.class, "tyrus.limits");
    }
}
