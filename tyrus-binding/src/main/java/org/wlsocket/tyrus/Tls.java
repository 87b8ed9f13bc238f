// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;

/** The JVM's own TLS. */
final class Tls {

    private Tls() {}

    static SSLContext standardContext() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("expected a default TLS context, found none; give one", e);
        }
    }
}
