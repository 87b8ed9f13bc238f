// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.spi;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.wlsocket.Destination;

/** What one connection attempt is to ask for, and its limits. */
public final class Handshake {

    private final Destination destination;
    private final int maxMessageSize;
    private final @Nullable SSLContext sslContext;
    private final @Nullable HttpProxy proxy;

    private Handshake(
            Destination destination,
            int maxMessageSize,
            @Nullable SSLContext sslContext,
            @Nullable HttpProxy proxy) {
        this.destination = destination;
        this.maxMessageSize = maxMessageSize;
        this.sslContext = sslContext;
        this.proxy = proxy;
    }

    /**
     * {@return the handshake with a destination} What is to be found out for each attempt is not in it yet.
     */
    public static Handshake of(Destination destination, int maxMessageSize) {
        return new Handshake(destination, maxMessageSize, destination.sslContext().orElse(null), null);
    }

    /** {@return the same handshake with the TLS context that the destination's files have made} */
    public Handshake withSslContext(SSLContext context) {
        return new Handshake(destination, maxMessageSize, context, proxy);
    }

    /** {@return the same handshake through a proxy} */
    public Handshake withProxy(HttpProxy through) {
        return new Handshake(destination, maxMessageSize, sslContext, through);
    }

    /**
     * {@return the URI in ASCII: scheme in lower case, path at least
     * {@code /}; the target goes out as it stands}
     */
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
        return Optional.ofNullable(sslContext);
    }

    /** {@return the proxy to go through; empty for none, whatever the JVM's properties say} */
    public Optional<HttpProxy> proxy() {
        return Optional.ofNullable(proxy);
    }

    /**
     * {@return whether to offer permessage-deflate (RFC 7692)} A provider that cannot speak it does not offer
     * it, and opens the link all the same.
     */
    public boolean compression() {
        return destination.compression();
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
     * {@return the largest message in bytes, when it is decompressed, that the kernel takes} The provider
     * sees to it that its container lets messages of that size through. The kernel checks it; a provider that
     * knows of a larger one before it has come whole reports {@link
     * org.wlsocket.Failure.Reason#MESSAGE_TOO_LARGE} itself.
     */
    public int maxMessageSize() {
        return maxMessageSize;
    }
}
