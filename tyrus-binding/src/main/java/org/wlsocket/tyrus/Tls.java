// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import org.wlsocket.spi.Handshake;

/** The JVM's own TLS. */
final class Tls {

    private Tls() {}

    /** {@return whether a destination asks for another TLS than the JVM's, which checks the host} */
    static boolean isAsked(Handshake handshake) {
        boolean secure = handshake.uri().getScheme().equals("wss");
        return secure && (handshake.sslContext().isPresent() || !handshake.hostCheck());
    }

    /** {@return the context that a destination names, or the JVM's} */
    static SSLContext contextOf(Handshake handshake) {
        return handshake.sslContext().orElseGet(Tls::standardContext);
    }

    private static SSLContext standardContext() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("expected a default TLS context, found none; give one", e);
        }
    }
}
