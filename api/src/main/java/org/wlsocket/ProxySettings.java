// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.wlsocket.spi.HttpProxy;

/**
 * Through which HTTP proxy a destination is reached, by {@code CONNECT}, for {@code ws:} as for {@code wss:}.
 * It is found out for each attempt. Whoever the proxy is, TLS is with the destination. Immutable.
 *
 * <pre>{@code
 * Destination.of("wss://example.org/prices").withProxy(ProxySettings.of("proxy.intern", 3128)
 *         .withCredentials("app", password)
 *         .withoutProxyFor("localhost", "*.intern"));
 * }</pre>
 */
public final class ProxySettings {

    private static final Pattern STAR_INSIDE = Pattern.compile(".[*].");

    private static final ProxySettings DIRECT = new ProxySettings(uri -> List.of(Proxy.NO_PROXY), "none");

    /** Names a selector; the system's is asked for anew each time. */
    @FunctionalInterface
    private interface Selection {
        @Nullable List<Proxy> select(URI uri);
    }

    private final Selection selection;
    private final String shown;
    private final @Nullable String authorization;
    private final List<String> exceptions;

    private ProxySettings(Selection selection, String shown) {
        this(selection, shown, null, List.of());
    }

    private ProxySettings(
            Selection selection, String shown, @Nullable String authorization, List<String> exceptions) {
        this.selection = selection;
        this.shown = shown;
        this.authorization = authorization;
        this.exceptions = exceptions;
    }

    /** {@return no proxy, whatever the JVM's properties say} The default of a destination. */
    public static ProxySettings direct() {
        return DIRECT;
    }

    /** {@return always this proxy; its name is looked up for each attempt} */
    public static ProxySettings of(String host, int port) {
        if (Checks.notNull(host, "host of the proxy").isBlank() || host.contains("/") || host.contains("@")) {
            throw new NamedSocketException.BadArgument("expected the host of a proxy, found something else;"
                    + " pass a name such as \"proxy.intern\" without http:// and user, which"
                    + " withCredentials takes");
        }
        int checked = (int) Checks.within(port, 1, 65_535, "port of the proxy");
        String name = host.startsWith("[") && host.endsWith("]")
                ? host.substring(1, host.length() - 1)
                : host;
        List<Proxy> one =
                List.of(new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(name, checked)));
        return new ProxySettings(uri -> one, host + ":" + port);
    }

    /**
     * {@return what {@link ProxySelector#getDefault} says, which obeys {@code https.proxyHost} and its kin}
     */
    public static ProxySettings system() {
        return new ProxySettings(
                uri -> {
                    ProxySelector now = ProxySelector.getDefault();
                    return now == null ? List.of(Proxy.NO_PROXY) : now.select(uri);
                },
                "of the system");
    }

    /**
     * {@return what a selector says} It is asked with {@code http:} for {@code ws:} and {@code https:} for
     * {@code wss:}, on a thread that may block, within the connect limit. The first of its answers that is
     * direct or an HTTP proxy counts; SOCKS is not spoken.
     */
    public static ProxySettings selectedBy(ProxySelector selector) {
        return new ProxySettings(Checks.notNull(selector, "ProxySelector")::select, "of a selector");
    }

    /**
     * Sets what the proxy is told by the Basic scheme of RFC 7617, unasked; it is the only scheme that is
     * spoken.
     *
     * @throws NamedSocketException.BadArgument for a user with a colon, and where there is no proxy
     */
    public ProxySettings withCredentials(String user, String password) {
        if (isDirect()) {
            throw new NamedSocketException.BadArgument("expected a proxy to give credentials to, found"
                    + " none; begin with ProxySettings.of, system or selectedBy instead of direct");
        }
        if (Checks.notNull(user, "user").contains(":")) {
            throw new NamedSocketException.BadArgument("expected a user without colon, found one with it;"
                    + " Basic credentials cannot hold it (RFC 7617), use another account");
        }
        byte[] both = (user + ":" + Checks.notNull(password, "password")).getBytes(StandardCharsets.UTF_8);
        String basic = "Basic " + Base64.getEncoder().encodeToString(both);
        return new ProxySettings(selection, shown, basic, exceptions);
    }

    /**
     * Sets the hosts that are reached without the proxy, in the form of {@code http.nonProxyHosts}: a host
     * name or address without port, with {@code *} at its beginning or its end for anything.
     */
    public ProxySettings withoutProxyFor(String... hosts) {
        List<String> checked = new ArrayList<>();
        for (String host : Checks.notNull(hosts, "list of hosts")) {
            if (Checks.notNull(host, "host").isBlank() || STAR_INSIDE.matcher(host).find()) {
                throw new NamedSocketException.BadArgument("expected a host with * at its beginning or end"
                        + " alone, found \""
                        + host + "\"; write for example \"*.intern\" or \"10.*\"");
            }
            checked.add(host.toLowerCase(Locale.ROOT));
        }
        return new ProxySettings(selection, shown, authorization, List.copyOf(checked));
    }

    /**
     * Finds out which proxy an attempt goes through.
     *
     * @param uri {@code ws:} or {@code wss:}
     * @return empty for none
     * @throws IllegalStateException when the selector gives nothing that can be used
     */
    public Optional<HttpProxy> proxyFor(URI uri) {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        if (exceptions.stream().anyMatch(each -> matches(each, bare))) {
            return Optional.empty();
        }
        List<Proxy> found = selection.select(httpUri(uri));
        for (Proxy each : found == null ? List.<Proxy>of() : found) {
            if (each.type() == Proxy.Type.DIRECT) {
                return Optional.empty();
            }
            if (each.type() == Proxy.Type.HTTP && each.address() instanceof InetSocketAddress address) {
                return Optional.of(HttpProxy.of(address.getHostString(), address.getPort(), authorization));
            }
        }
        throw new IllegalStateException("expected an HTTP proxy or a direct connection of the proxy"
                + " selector, found "
                + found + "; SOCKS is not spoken, let the selector answer for " + httpUri(uri).getScheme()
                + ":");
    }

    boolean isDirect() {
        return selection == DIRECT.selection;
    }

    private static boolean matches(String pattern, String host) {
        boolean open = pattern.startsWith("*");
        String rest = open ? pattern.substring(1) : pattern;
        if (!rest.endsWith("*")) {
            return open ? host.endsWith(rest) : host.equals(rest);
        }
        String part = rest.substring(0, rest.length() - 1);
        return open ? host.contains(part) : host.startsWith(part);
    }

    /**
     * Selectors do not know {@code ws:} and {@code wss:}; they are not told the query, which may hold
     * secrets.
     */
    private static URI httpUri(URI uri) {
        String scheme = uri.getScheme().equals("wss") ? "https" : "http";
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return URI.create(scheme + "://" + uri.getHost() + port + uri.getRawPath());
    }

    /** {@return the proxy, without credentials} */
    @Override
    public String toString() {
        return "proxy " + shown + (authorization == null ? "" : ", with credentials")
                + (exceptions.isEmpty() ? "" : ", not for " + exceptions);
    }
}
