// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.spi;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wlsocket.Failure;

/** An HTTP proxy that is asked to {@code CONNECT}, for {@code ws:} as for {@code wss:}. */
public final class HttpProxy {

    private static final int AUTHENTICATION_REQUIRED = 407;

    private final String host;
    private final int port;
    private final @Nullable String authorization;

    private HttpProxy(String host, int port, @Nullable String authorization) {
        this.host = Objects.requireNonNull(host, "host");
        this.port = port;
        this.authorization = authorization;
    }

    /**
     * {@return a proxy}
     *
     * @param authorization the value of the header {@code Proxy-Authorization}, null for none
     */
    public static HttpProxy of(String host, int port, @Nullable String authorization) {
        return new HttpProxy(host, port, authorization);
    }

    /** {@return its name or address, not looked up} */
    public String host() {
        return host;
    }

    /** {@return its port} */
    public int port() {
        return port;
    }

    /** {@return where it is, looked up now} */
    public InetSocketAddress address() {
        return new InetSocketAddress(host, port);
    }

    /** {@return the value of the header {@code Proxy-Authorization}, a secret} */
    public Optional<String> authorization() {
        return Optional.ofNullable(authorization);
    }

    /**
     * {@return the failure when it does not answer with a status of success}
     *
     * @param headers as far as the container shows them
     */
    public Failure refused(int status, Map<String, List<String>> headers) {
        String message = status == AUTHENTICATION_REQUIRED
                ? wantsCredentials(headers)
                : "expected the proxy " + this + " to connect, found HTTP status " + status
                        + "; see whether it lets this host and port through";
        return Failure.of(Failure.Phase.CONNECT, Failure.Reason.PROXY, message)
                .withHttpAnswer(status, headers);
    }

    /** {@return the failure when it cannot be reached itself} */
    public Failure unreached(Throwable thrown) {
        return Failure.of(
                        Failure.Phase.CONNECT,
                        Failure.Reason.PROXY,
                        "expected an HTTP proxy at " + this + ", found " + thrown
                                + "; see whether it runs, and whether its address is right")
                .withException(thrown);
    }

    private String wantsCredentials(Map<String, List<String>> headers) {
        StringBuilder challenge = new StringBuilder();
        headers.forEach((name, values) -> {
            if (name.equalsIgnoreCase("Proxy-Authenticate")) {
                values.forEach(value -> challenge.append(", it asks for ").append(scheme(value)));
            }
        });
        return "expected the proxy " + this + " to take "
                + (authorization == null ? "an attempt without credentials" : "the Basic credentials")
                + ", found HTTP status 407" + challenge + "; "
                + (authorization == null ? "give some with ProxySettings.withCredentials" : "correct them")
                + " (Basic is the only scheme that is spoken, not Digest, NTLM or Negotiate)";
    }

    private static String scheme(String challenge) {
        return challenge.strip().split("[\\s,]", 2)[0];
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HttpProxy proxy
                && host.equals(proxy.host)
                && port == proxy.port
                && Objects.equals(authorization, proxy.authorization);
    }

    @Override
    public int hashCode() {
        return Objects.hash(host, port, authorization);
    }

    /** {@return host and port, without credentials} */
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
