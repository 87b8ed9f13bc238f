// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import jakarta.websocket.WebSocketContainer;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.wlsocket.spi.Handshake;

/** For a container of which nothing is known: the Jakarta API alone. */
final class PlainTuner implements Tuner {

    @Override
    public void tune(WebSocketContainer container, ContainerSettings settings) {
        if (Tuner.isOurs(container)) {
            container.setDefaultMaxSessionIdleTimeout(-1);
        }
    }

    /** Not every container looks whether a certificate is for the host, so the engines themselves do. */
    @Override
    public Optional<SSLContext> contextFor(Handshake handshake) {
        boolean guarded = handshake.hostCheck() && handshake.uri().getScheme().equals("wss");
        return guarded
                ? Optional.of(
                EngineContext.checkingHosts(handshake.sslContext().orElseGet(Tls::standardContext)))
                : handshake.sslContext();
    }
}
