// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.spi;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.wlsocket.Destination;

/** What one connection attempt is to ask for, and its limits. */
public final class Handshake {

    private final Destination destination;
    private final int maxMessageSize;

    private Handshake(Destination destination, int maxMessageSize) {
        this.destination = destination;
        this.maxMessageSize = maxMessageSize;
    }

    /** {@return the handshake with a destination} */
    public static Handshake of(Destination destination, int maxMessageSize) {
        return new Handshake(destination, maxMessageSize);
    }

    /** {@return the URI in ASCII: scheme in lower case, path at least {@code /}; the target goes out as it stands} */
    public URI uri() {
        return destination.uri();
    }

    /** {@return the headers to add to the request; no line breaks, none that belongs to the handshake} */
    public Map<String, List<String>> headers() {
        return destination.headers();
    }

    /** {@return the sub-protocols to offer, in this order} */
    public List<String> subprotocols() {
        return destination.subprotocols();
    }

    /** {@return the TLS context; empty for the JVM's default} */
    public Optional<SSLContext> sslContext() {
        return destination.sslContext();
    }

    /** {@return whether the server's certificate must be for the host of the URI} */
    public boolean hostCheck() {
        return destination.hostCheck();
    }

    /** {@return how long the attempt may take, name look-up to upgrade} */
    public Duration connectLimit() {
        return destination.connectLimit();
    }

    /**
     * {@return the largest message in bytes that the kernel takes} The provider sees to it that its container lets
     * messages of that size through. The kernel checks it; a provider that knows of a larger one before it has come
     * whole reports {@link org.wlsocket.Failure.Reason#MESSAGE_TOO_LARGE} itself.
     */
    public int maxMessageSize() {
        return maxMessageSize;
    }
}
