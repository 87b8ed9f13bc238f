// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import org.junit.jupiter.api.Tag;
import org.wlsocket.spi.SocketProvider;

/** The second vendor; in the nightly run alone, so that the test command stays short. */
@Tag("slow")
class JdkLoadTest extends LoadTest {

    @Override
    protected SocketProvider provider() {
        return new JdkProvider();
    }
}
