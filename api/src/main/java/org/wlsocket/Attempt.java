// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import org.wlsocket.spi.ConnectFailedException;
import org.wlsocket.spi.Handshake;
import org.wlsocket.spi.SocketProvider;

/** One blocking call of a provider, on a thread of its own that is never interrupted; any throwable is a failure. */
record Attempt(
        Link link, LinkInbound inbound, Destination destination, SocketOptions options, SocketProvider provider) {

    void run() {
        Failure failure = null;
        try {
            provider.connect(Handshake.of(destination, options.maxMessageSize()), inbound);
        } catch (ConnectFailedException e) {
            failure = e.failure();
        } catch (Throwable t) {
            failure = Failure.of(
                            Failure.Phase.CONNECT,
                            Failure.Reason.OTHER,
                            "the provider " + provider.name() + " could not connect: " + t)
                    .withException(t);
        } finally {
            link.attemptReturned(failure);
        }
    }
}
