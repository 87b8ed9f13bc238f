// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
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

    private static final String DIRECT = "direct";

    /** Under which keys of the configuration the settings were found, for messages. */
    final Map<String, String> keys = new HashMap<>();

    /** Whether a bean of the socket says whom it trusts; to be said before keys are read. */
    boolean hasSslContext;

    Destination destination = NOWHERE;
    SocketOptions options = SocketOptions.defaults();

    @Nullable Path trustStore;
    char[] trustStorePassword = {};
    @Nullable Path keyStore;
    char[] keyStorePassword = {};
    String[] pins = {};

    String proxyAddress = DIRECT;
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

    /**
     * {@return whether a key counts where it is set for all sockets} What says whom all others trust is not
     * for a socket without TLS, nor for one that has an SSLContext.
     */
    boolean takesFromAll(Key<?> key) {
        boolean trusts = !hasSslContext && destination.uri().getScheme().equals("wss");
        return key.forAll() && (trusts || !key.key().startsWith(Keys.TLS));
    }

    void setUrl(String url) {
        destination = Destination.of(url);
    }

    static int toInt(long value) {
        return (int) Math.min(Integer.MAX_VALUE, value);
    }

    /** Puts together what consists of several settings. */
    void finish(Problems problems) {
        problems.guard(set("reconnect."), this::finishReconnect);
        problems.guard(set("queue."), this::finishQueue);
        problems.guard(set("ping."), this::finishPings);
        checkStore(Keys.TRUST_STORE, this::withTrustStore, problems);
        checkStore(Keys.KEY_STORE, this::withKeyStore, problems);
        problems.guard(set(Keys.TLS), this::finishTls);
        problems.guard(set(Keys.PROXY), this::finishProxy);
    }

    /** {@return what somebody has set of settings that are put together} */
    private String set(String group) {
        return keys.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(group))
                .map(Map.Entry::getValue)
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private void finishReconnect() {
        if (minDelay.compareTo(maxDelay) > 0) {
            throw new NamedSocketException.BadArgument("expected a min-delay up to the max-delay, found "
                    + minDelay + " and " + maxDelay + "; lower the first or raise the second");
        }
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

    /** A link would try again for ever with a file that cannot be used. */
    private void checkStore(String key, UnaryOperator<Tls> with, Problems problems) {
        String file = keys.get(key);
        String password = key + Keys.PASSWORD;
        if (file != null) {
            problems.guard(file, () -> read(with.apply(Tls.defaults())));
        } else if (isOwn(password)) {
            problems.add(keys.get(password) + ": expected " + key + " beside it, found the password"
                    + " alone; set the file, or remove the password");
        }
    }

    /** What is set for all sockets is for those that have what it belongs to. */
    private boolean isOwn(String key) {
        String found = keys.get(key);
        return found != null && !found.startsWith(Keys.DEFAULTS);
    }

    private static void read(Tls tls) {
        try {
            SSLContext unused = tls.context();
        } catch (IOException e) {
            throw new NamedSocketException.BadArgument(String.valueOf(e.getMessage()));
        }
    }

    private Tls withTrustStore(Tls tls) {
        return trustStore == null ? tls : tls.withTrustStore(trustStore, trustStorePassword);
    }

    private Tls withKeyStore(Tls tls) {
        return keyStore == null ? tls : tls.withKeyStore(keyStore, keyStorePassword);
    }

    private void finishTls() {
        if (trustStore == null && keyStore == null && pins.length == 0) {
            return;
        }
        Tls tls = withKeyStore(withTrustStore(Tls.defaults()));
        destination = destination.withTls(pins.length > 0 ? tls.withPins(pins) : tls);
    }

    private void finishProxy() {
        boolean ownCredentials = isOwn(Keys.PROXY_USER) || isOwn(Keys.PROXY_PASSWORD);
        needs(ownCredentials && !keys.containsKey(Keys.PROXY_ADDRESS), "an address");
        needs(isOwn(Keys.PROXY_PASSWORD) && proxyUser == null, "a user");
        ProxySettings proxy = proxy();
        // One socket may go without the proxy of all.
        boolean proxied = !proxyAddress.equals(DIRECT);
        if (proxied && proxyUser != null) {
            proxy = proxy.withCredentials(proxyUser, proxyPassword == null ? "" : proxyPassword);
        }
        if (proxied && proxyExceptions.length > 0) {
            proxy = proxy.withoutProxyFor(proxyExceptions);
        }
        destination = destination.withProxy(proxy);
    }

    private static void needs(boolean missing, String what) {
        if (missing) {
            throw new NamedSocketException.BadArgument("expected " + what + " of the proxy beside it, found"
                    + " none; set it, or remove this");
        }
    }

    private ProxySettings proxy() {
        String address = proxyAddress;
        if (address.equals(DIRECT)) {
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
