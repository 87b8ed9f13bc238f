// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import jakarta.websocket.WebSocketContainer;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
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

    /**
     * Not every container looks whether a certificate is for the host, so what it makes itself does. One that
     * does not take the context checks the host as it likes, where nothing else was asked for.
     */
    @Override
    public Optional<SSLContext> contextFor(Handshake handshake, Consumer<SSLException> failed) {
        if (!handshake.uri().getScheme().equals("wss")) {
            return Optional.empty();
        }
        SSLContext context = Tls.contextOf(handshake);
        return Optional.of(handshake.hostCheck()
                ? new EngineContext(context, EngineContext::checkingHost, CheckingSockets::new)
                : new EngineContext(context, AnyHost::new, UnaryOperator.identity()));
    }
}
