// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus.jakarta.client;

import org.wlsocket.tck.TestCertificates;
import org.wlsocket.tyrus.StubContainer;

/** Called as Jetty's is, and trusts whom it likes, as Jetty does. */
public final class JakartaWebSocketClientContainer extends StubContainer {

    /** Makes one that trusts the authority of the tests. */
    public JakartaWebSocketClientContainer() {
        super(TestCertificates.clientContext());
    }
}
