// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.wlsocket.Destination;
import org.wlsocket.NamedSocketException;
import org.wlsocket.OfflineQueue;
import org.wlsocket.ProxySettings;
import org.wlsocket.Reconnect;
import org.wlsocket.SocketOptions;
import org.wlsocket.Tls;

/**
 * The settings of one socket while they are read; what belongs together is put together by {@link #finish}.
 */
final class SocketDraft {

    /** Stands in until the URL is known, so that the other settings can be checked whatever the URL is. */
    private static final Destination NOWHERE = Destination.of("wss://nowhere.invalid/");

    Destination destination = NOWHERE;
    SocketOptions options = SocketOptions.defaults();

    @Nullable Path trustStore;
    char[] trustStorePassword = {};
    @Nullable Path keyStore;
    char[] keyStorePassword = {};
    String[] pins = {};

    String proxyAddress = "direct";
    @Nullable String proxyUser;
    @Nullable String proxyPassword;
    String[] proxyExceptions = {};

    boolean reconnects = true;
    Reconnect reconnect = Reconnect.on();
    Duration minDelay = reconnect.minDelay();
    Duration maxDelay = reconnect.maxDelay();

    boolean queues;
    OfflineQueue.Overflow overflow = OfflineQueue.Overflow.REFUSE;
    final List<UnaryOperator<OfflineQueue>> queue = new ArrayList<>();

    boolean pings = true;
    Duration pingInterval = Duration.ofSeconds(20);
    Duration pongLimit = options.pongLimit();

    /** Null for: where nobody observes the socket. */
    @Nullable Boolean read;

    boolean requestContext = true;
    boolean health = true;

    void setUrl(String url) {
        destination = Destination.of(url);
    }

    /** {@return where the socket goes} */
    Destination target() {
        if (destination.uri().equals(NOWHERE.uri())) {
            throw new IllegalArgumentException("expected a URL, found none; set the key " + Keys.URL
                    + ", or define the socket with a bean of the type SocketDefinition");
        }
        return destination;
    }

    static int toInt(long value) {
        return (int) Math.min(Integer.MAX_VALUE, value);
    }

    /** Puts together what consists of several settings. */
    void finish(String socket, Problems problems) {
        problems.guard(socket + ".reconnect", this::finishReconnect);
        problems.guard(socket + ".queue", this::finishQueue);
        problems.guard(socket + ".ping", this::finishPings);
        problems.guard(socket + ".tls", this::finishTls);
        problems.guard(socket + ".proxy", this::finishProxy);
    }

    private void finishReconnect() {
        Reconnect staying = reconnect.withDelays(minDelay, maxDelay);
        options = options.withReconnect(reconnects ? staying : Reconnect.off());
    }

    private void finishQueue() {
        OfflineQueue built = queues ? OfflineQueue.on(overflow) : OfflineQueue.off();
        for (UnaryOperator<OfflineQueue> change : queue) {
            built = change.apply(built);
        }
        options = options.withQueue(built);
    }

    private void finishPings() {
        SocketOptions pinging = options.withPings(pingInterval, pongLimit);
        options = pings ? pinging : pinging.withoutPings();
    }

    private void finishTls() {
        if (trustStore == null && keyStore == null && pins.length == 0) {
            return;
        }
        Tls tls = Tls.defaults();
        if (trustStore != null) {
            tls = tls.withTrustStore(trustStore, trustStorePassword);
        }
        if (keyStore != null) {
            tls = tls.withKeyStore(keyStore, keyStorePassword);
        }
        if (pins.length > 0) {
            tls = tls.withPins(pins);
        }
        destination = destination.withTls(tls);
    }

    private void finishProxy() {
        ProxySettings proxy = proxy();
        if (proxyUser != null || proxyPassword != null) {
            proxy = proxy.withCredentials(orEmpty(proxyUser), orEmpty(proxyPassword));
        }
        if (proxyExceptions.length > 0) {
            proxy = proxy.withoutProxyFor(proxyExceptions);
        }
        destination = destination.withProxy(proxy);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private ProxySettings proxy() {
        String address = proxyAddress;
        if (address.equals("direct")) {
            return ProxySettings.direct();
        }
        if (address.equals("system")) {
            return ProxySettings.system();
        }
        int colon = address.lastIndexOf(':');
        if (colon < 0 || !address.substring(colon + 1).matches("\\d{1,5}")) {
            throw new NamedSocketException.BadArgument("expected direct, system or host:port as the address"
                    + " of a proxy, found something else; write it as in proxy.intern:3128, without http://"
                    + " and user");
        }
        return ProxySettings.of(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
    }
}
