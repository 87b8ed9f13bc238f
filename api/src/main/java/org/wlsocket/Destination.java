// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Where a socket goes, and with what; an immutable value. Each {@code withX} returns a changed copy. */
public final class Destination {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);

    private final URI uri;
    private final Map<String, List<String>> headers;
    private final List<String> subprotocols;
    private final @Nullable SSLContext sslContext;
    private final boolean hostCheck;
    private final Duration connectLimit;

    private Destination(
            URI uri,
            Map<String, List<String>> headers,
            List<String> subprotocols,
            @Nullable SSLContext sslContext,
            boolean hostCheck,
            Duration connectLimit) {
        this.uri = uri;
        this.headers = headers;
        this.subprotocols = subprotocols;
        this.sslContext = sslContext;
        this.hostCheck = hostCheck;
        this.connectLimit = connectLimit;
    }

    /**
     * {@return a destination}
     *
     * @param uri {@code ws:} or {@code wss:} in any case, with a host, without user-info and fragment. Path and query
     *     go out byte for byte as written; characters outside ASCII as percent-encoded UTF-8 (C2)
     * @throws NamedSocketException.BadArgument for another URI
     */
    public static Destination of(String uri) {
        return new Destination(DestinationUri.parse(uri), Map.of(), List.of(), null, true, CONNECT_LIMIT);
    }

    /** {@return a destination; see {@link #of(String)}} */
    public static Destination of(URI uri) {
        return of(Checks.notNull(uri, "URI").toString());
    }

    /**
     * Adds a header to the upgrade request; a name that is there already gets one value more.
     *
     * @throws NamedSocketException.BadArgument for a name that is no token or belongs to the handshake, or for a value
     *     with a line break or another control character
     */
    public Destination withHeader(String name, String value) {
        HandshakeRules.checkHeader(name, value);
        Map<String, List<String>> more = Headers.with(headers, name, value);
        return new Destination(uri, more, subprotocols, sslContext, hostCheck, connectLimit);
    }

    /**
     * Sets the sub-protocols that are offered, the preferred one first.
     *
     * @throws NamedSocketException.BadArgument for one that is no token, or that is there twice
     */
    public Destination withSubprotocols(String... names) {
        List<String> checked = HandshakeRules.checkedSubprotocols(names);
        return new Destination(uri, headers, checked, sslContext, hostCheck, connectLimit);
    }

    /** Sets what is trusted and which client certificate is shown, instead of the JVM's defaults. */
    public Destination withSslContext(SSLContext context) {
        SSLContext checked = Checks.notNull(context, "SSLContext");
        return new Destination(uri, headers, subprotocols, checked, hostCheck, connectLimit);
    }

    /** Sets whether the server's certificate must be for the host of the URI; true unless said otherwise. */
    public Destination withHostCheck(boolean value) {
        return new Destination(uri, headers, subprotocols, sslContext, value, connectLimit);
    }

    /** Sets how long name look-up, TCP, TLS and upgrade may take together; 10 s by default. */
    public Destination withConnectLimit(Duration limit) {
        Duration checked = Checks.positive(limit, "connect limit");
        return new Destination(uri, headers, subprotocols, sslContext, hostCheck, checked);
    }

    /** {@return the URI, in ASCII, its scheme in lower case, its path at least {@code /}} */
    public URI uri() {
        return uri;
    }

    /** {@return the headers that are added to the upgrade request; names in any case} */
    public Map<String, List<String>> headers() {
        return headers;
    }

    /** {@return the sub-protocols that are offered, the preferred one first} */
    public List<String> subprotocols() {
        return subprotocols;
    }

    /** {@return the TLS context; empty for the JVM's default} */
    public Optional<SSLContext> sslContext() {
        return Optional.ofNullable(sslContext);
    }

    /** {@return whether the server's certificate must be for the host of the URI} */
    public boolean hostCheck() {
        return hostCheck;
    }

    /** {@return how long an attempt may take} */
    public Duration connectLimit() {
        return connectLimit;
    }

    /** {@return the URI alone; headers may hold secrets} */
    @Override
    public String toString() {
        return uri.toString();
    }
}
