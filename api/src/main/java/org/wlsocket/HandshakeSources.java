// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.io.IOException;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.wlsocket.spi.ConnectFailedException;
import org.wlsocket.spi.Handshake;
import org.wlsocket.spi.HttpProxy;

/**
 * What is found out anew for each attempt: proxy and TLS files. It may take its time, so nobody's lock is
 * held.
 */
final class HandshakeSources {

    private HandshakeSources() {}

    static Handshake resolve(Destination destination, int maxMessageSize) throws ConnectFailedException {
        Handshake handshake = Handshake.of(destination, maxMessageSize);
        Optional<HttpProxy> proxy = proxy(destination);
        if (proxy.isPresent()) {
            handshake = handshake.withProxy(proxy.get());
        }
        boolean secure = destination.uri().getScheme().equals("wss");
        return secure && destination.tls().isPresent()
                ? handshake.withSslContext(context(destination.tls().get()))
                : handshake;
    }

    /** A selector is foreign. */
    private static Optional<HttpProxy> proxy(Destination destination) throws ConnectFailedException {
        try {
            return destination.proxy().proxyFor(destination.uri());
        } catch (RuntimeException e) {
            String message = e instanceof IllegalStateException && e.getMessage() != null
                    ? e.getMessage()
                    : "expected a proxy of the proxy selector, found " + e + "; see what makes it fail";
            throw failed(Failure.Reason.PROXY, message, e);
        }
    }

    private static SSLContext context(Tls tls) throws ConnectFailedException {
        try {
            return tls.context();
        } catch (IOException e) {
            throw failed(Failure.Reason.TLS, String.valueOf(e.getMessage()), e);
        }
    }

    private static ConnectFailedException failed(Failure.Reason reason, String message, Throwable cause) {
        return new ConnectFailedException(
                Failure.of(Failure.Phase.CONNECT, reason, message).withException(cause));
    }
}
