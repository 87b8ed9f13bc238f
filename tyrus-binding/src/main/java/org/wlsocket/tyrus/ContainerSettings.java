// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.wlsocket.spi.Handshake;
import org.wlsocket.spi.HttpProxy;

/**
 * What can only be set for a whole container; destinations that differ in it need one container each.
 *
 * @param connectLimit how long the handshake may take
 * @param tls null for plain connections
 * @param proxy null for direct connections, and where each attempt has its own
 */
record ContainerSettings(Duration connectLimit, @Nullable Tls tls, @Nullable HttpProxy proxy) {

    /** Settings for a container of which nothing is known, so that one serves all. */
    static final ContainerSettings NONE = new ContainerSettings(Duration.ZERO, null, null);

    /**
     * What is trusted and shown.
     *
     * @param context equal only to itself
     * @param hostCheck whether the certificate must be for the host
     */
    record Tls(SSLContext context, boolean hostCheck) {

        /** {@return null where the connection is plain} */
        static @Nullable Tls of(Handshake handshake) {
            if (!handshake.uri().getScheme().equals("wss")) {
                return null;
            }
            return new Tls(org.wlsocket.tyrus.Tls.contextOf(handshake), handshake.hostCheck());
        }
    }
}
