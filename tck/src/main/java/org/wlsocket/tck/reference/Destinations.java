// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck.reference;

import java.time.Duration;
import org.wlsocket.Destination;

/** Where the sockets of a behaviour go. */
final class Destinations {

    static final String CONNECT_LIMIT_PROPERTY = "wlsocket.connectLimit";

    private static final String CONNECT_LIMIT = "PT4S";

    private Destinations() {}

    static Destination of(Behaviour behaviour, RefServer server, String id) {
        Destination to = Destination.of(server.urlOf(behaviour, id))
                .withSubprotocols(behaviour.protocols().toArray(String[]::new))
                .withConnectLimit(Duration.parse(System.getProperty(CONNECT_LIMIT_PROPERTY, CONNECT_LIMIT)));
        return to.uri().getScheme().equals("wss")
                ? server.trust().map(to::withSslContext).orElse(to)
                : to;
    }
}
