// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.benchmarks;

import org.wlsocket.SocketOptions;
import org.wlsocket.Sockets;

/** Opens a socket, says so and returns without closing it: nothing may keep its JVM alive. */
final class Unclosed {

    private Unclosed() {}

    @SuppressWarnings("resource") // on purpose
    static void leave(String url) throws InterruptedException {
        var unused = Client.open(
                Sockets.create(), "unclosed", url + CapacityServer.ECHO, SocketOptions.defaults());
        System.out.println("open");
    }
}
