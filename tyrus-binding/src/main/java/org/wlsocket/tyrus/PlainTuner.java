// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import jakarta.websocket.WebSocketContainer;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
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
    public Optional<SSLContext> contextFor(Handshake handshake, Consumer<SSLException> failed) {
        boolean guarded = handshake.hostCheck() && handshake.uri().getScheme().equals("wss");
        return guarded
                ? Optional.of(new EngineContext(Tls.contextOf(handshake), EngineContext::checkingHost))
                : handshake.sslContext();
    }
}
