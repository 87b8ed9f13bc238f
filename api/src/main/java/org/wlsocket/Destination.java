// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
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
    private final @Nullable CredentialsProvider credentials;
    private final @Nullable Tls tls;
    private final ProxySettings proxy;
    private final boolean compression;

    private Destination(Draft from) {
        this.uri = from.uri;
        this.headers = from.headers;
        this.subprotocols = from.subprotocols;
        this.sslContext = from.sslContext;
        this.hostCheck = from.hostCheck;
        this.connectLimit = from.connectLimit;
        this.credentials = from.credentials;
        this.tls = from.tls;
        this.proxy = from.proxy;
        this.compression = from.compression;
    }

    /** The values while one of them is being changed; begins with the defaults. */
    private static final class Draft {

        private URI uri;
        private Map<String, List<String>> headers = Map.of();
        private List<String> subprotocols = List.of();
        private @Nullable SSLContext sslContext;
        private boolean hostCheck = true;
        private Duration connectLimit = CONNECT_LIMIT;
        private @Nullable CredentialsProvider credentials;
        private @Nullable Tls tls;
        private ProxySettings proxy = ProxySettings.direct();
        private boolean compression;

        Draft(URI uri) {
            this.uri = uri;
        }
    }

    private Destination with(Consumer<Draft> change) {
        Draft draft = new Draft(uri);
        draft.headers = headers;
        draft.subprotocols = subprotocols;
        draft.sslContext = sslContext;
        draft.hostCheck = hostCheck;
        draft.connectLimit = connectLimit;
        draft.credentials = credentials;
        draft.tls = tls;
        draft.proxy = proxy;
        draft.compression = compression;
        change.accept(draft);
        return new Destination(draft);
    }

    /**
     * {@return a destination}
     *
     * @param uri {@code ws:} or {@code wss:} in any case, with a host, without user-info and fragment. Path
     *     and query go out byte for byte as written; characters outside ASCII as percent-encoded UTF-8 (C2)
     * @throws NamedSocketException.BadArgument for another URI
     */
    public static Destination of(String uri) {
        return new Destination(new Draft(DestinationUri.parse(uri)));
    }

    /** {@return a destination; see {@link #of(String)}} */
    public static Destination of(URI uri) {
        return of(Checks.notNull(uri, "URI").toString());
    }

    /**
     * Adds a header to the upgrade request; a name that is there already gets one value more.
     *
     * @throws NamedSocketException.BadArgument for a name that is no token or belongs to the handshake, or
     *     for a value with a line break or another control character
     */
    public Destination withHeader(String name, String value) {
        HandshakeRules.checkHeader(name, value);
        Map<String, List<String>> more = Headers.with(headers, name, value);
        return with(draft -> draft.headers = more);
    }

    /**
     * Sets the sub-protocols that are offered, the preferred one first.
     *
     * @throws NamedSocketException.BadArgument for one that is no token, or that is there twice
     */
    public Destination withSubprotocols(String... names) {
        List<String> checked = HandshakeRules.checkedSubprotocols(names);
        return with(draft -> draft.subprotocols = checked);
    }

    /**
     * Sets what is trusted and which client certificate is shown, instead of the JVM's defaults; for what TLS
     * files and pins cannot say.
     *
     * @throws NamedSocketException.BadArgument for {@code ws:}, and beside {@link #withTls}: nothing can be
     *     added to a context
     */
    public Destination withSslContext(SSLContext context) {
        SSLContext checked = Checks.notNull(context, "SSLContext");
        checkSecure("an SSLContext");
        if (tls != null) {
            throw twoTrusts();
        }
        return with(draft -> draft.sslContext = checked);
    }

    /**
     * Sets files and pins that say what is trusted and which client certificate is shown, instead of the
     * JVM's defaults. They are read again for each attempt, within the connect limit.
     *
     * @throws NamedSocketException.BadArgument for {@code ws:}, and beside {@link #withSslContext}
     */
    public Destination withTls(Tls value) {
        Tls checked = Checks.notNull(value, "Tls");
        checkSecure("a Tls with its files and pins");
        if (sslContext != null) {
            throw twoTrusts();
        }
        return with(draft -> draft.tls = checked);
    }

    /** Who says what is to be trusted must not get a link that checks nothing. */
    private void checkSecure(String given) {
        if (!isSecure()) {
            throw new NamedSocketException.BadArgument("expected a wss: URI for " + given + ", found ws: in "
                    + DestinationUri.shown(uri) + "; write wss:, or leave TLS out");
        }
    }

    private boolean isSecure() {
        return uri.getScheme().equals("wss");
    }

    private static NamedSocketException twoTrusts() {
        return new NamedSocketException.BadArgument("expected one source of trust, found an SSLContext and"
                + " a Tls with its files and pins; leave withSslContext out and give its files with"
                + " Tls.withTrustStore and Tls.withKeyStore, or have its trust manager check the pins");
    }

    /**
     * Sets through which HTTP proxy to go, found out for each attempt within the connect limit; none by
     * default.
     */
    public Destination withProxy(ProxySettings value) {
        ProxySettings checked = Checks.notNull(value, "ProxySettings");
        return with(draft -> draft.proxy = checked);
    }

    /**
     * Sets whether messages may be compressed, by permessage-deflate (RFC 7692); false unless said otherwise.
     * It is offered where the container has it installed. Where it has not, and where the server does not
     * take it, messages go uncompressed; a container that shows headers shows what was agreed on as {@code
     * Sec-WebSocket-Extensions} in {@link SocketEvent.Opened#headers()}.
     *
     * <p>A compressed link keeps some hundred kilobytes more, and over TLS the length of what is sent can
     * tell a secret that is compressed together with text of an attacker's choice (as in CRIME and BREACH).
     */
    public Destination withCompression(boolean value) {
        return with(draft -> draft.compression = value);
    }

    /** Sets whether the server's certificate must be for the host of the URI; true unless said otherwise. */
    public Destination withHostCheck(boolean value) {
        return with(draft -> draft.hostCheck = value);
    }

    /** Sets how long credentials, name look-up, TCP, TLS and upgrade may take together; 10 s by default. */
    public Destination withConnectLimit(Duration limit) {
        Duration checked = Checks.positive(limit, "connect limit");
        return with(draft -> draft.connectLimit = checked);
    }

    /** Sets who gives credentials to each attempt anew (R5). */
    public Destination withCredentials(CredentialsProvider provider) {
        CredentialsProvider checked = Checks.notNull(provider, "credentials provider");
        return with(draft -> draft.credentials = checked);
    }

    /**
     * {@return this destination for one attempt}
     *
     * @throws NamedSocketException.BadArgument for credentials that are to go out in the clear instead of
     *     over TLS
     */
    Destination with(Credentials given) {
        boolean staysSecure = given.uri().map(asked -> asked.getScheme().equals("wss")).orElse(true);
        if (isSecure() && !staysSecure) {
            throw new NamedSocketException.BadArgument("expected credentials with a wss: URI, as the"
                    + " destination "
                    + this + " has, found one with ws:; give a wss: URI, or define the socket with ws:");
        }
        Map<String, List<String>> merged = Headers.replaced(headers, given.headers());
        return with(draft -> {
            draft.uri = given.uri().orElse(uri);
            draft.headers = merged;
        });
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

    /** {@return the TLS context; empty for the JVM's default or a {@link Tls}} */
    public Optional<SSLContext> sslContext() {
        return Optional.ofNullable(sslContext);
    }

    /** {@return the files and pins of TLS; empty for the JVM's default or an SSLContext} */
    public Optional<Tls> tls() {
        return Optional.ofNullable(tls);
    }

    /** {@return through which proxy to go} */
    public ProxySettings proxy() {
        return proxy;
    }

    /** {@return whether messages may be compressed} */
    public boolean compression() {
        return compression;
    }

    /** {@return whether the server's certificate must be for the host of the URI} */
    public boolean hostCheck() {
        return hostCheck;
    }

    /** {@return how long an attempt may take} */
    public Duration connectLimit() {
        return connectLimit;
    }

    /** {@return who gives credentials to each attempt} */
    public Optional<CredentialsProvider> credentials() {
        return Optional.ofNullable(credentials);
    }

    /** {@return the URI without its query, which may hold secrets, as headers may} */
    @Override
    public String toString() {
        return DestinationUri.shown(uri);
    }
}
