// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The two loopback addresses, whatever the JDK is told to prefer and the hosts file says. */
enum Loopback {
    IPV4("127.0.0.1", new byte[] {127, 0, 0, 1}),
    IPV6("::1", new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1});

    private final String literal;
    private final byte[] bytes;

    Loopback(String literal, byte[] bytes) {
        this.literal = literal;
        this.bytes = bytes;
    }

    String literal() {
        return literal;
    }

    InetAddress address() throws UnknownHostException {
        return InetAddress.getByAddress(bytes);
    }
}
