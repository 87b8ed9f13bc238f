// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.wlsocket.Destination;
import org.wlsocket.OfflineQueue;
import org.wlsocket.ProxySettings;
import org.wlsocket.Reconnect;
import org.wlsocket.SocketOptions;
import org.wlsocket.Tls;

/** Every option has a key: one that is added later fails here until it has. */
class KeysTest {

    /** What sets an option in code, and the key or the beginning of keys that do. */
    private static final Map<String, String> SETTERS = Map.ofEntries(
            Map.entry("Destination.withHeader", Keys.HEADERS),
            Map.entry("Destination.withSubprotocols", "subprotocols"),
            Map.entry("Destination.withConnectLimit", "connect-limit"),
            Map.entry("Destination.withHostCheck", "host-check"),
            Map.entry("Destination.withCompression", "compression"),
            Map.entry("Destination.withTls", "tls."),
            Map.entry("Destination.withProxy", "proxy."),
            Map.entry("Tls.withTrustStore", "tls.trust-store"),
            Map.entry("Tls.withKeyStore", "tls.key-store"),
            Map.entry("Tls.withPins", "tls.pins"),
            Map.entry("ProxySettings.withCredentials", "proxy.user"),
            Map.entry("ProxySettings.withoutProxyFor", "proxy.exceptions"),
            Map.entry("SocketOptions.withAutoConnect", "auto-connect"),
            Map.entry("SocketOptions.withSendBuffer", "send-buffer."),
            Map.entry("SocketOptions.withReceiveBuffer", "receive-buffer."),
            Map.entry("SocketOptions.withMaxMessageSize", "max-message-size"),
            Map.entry("SocketOptions.withWriteLimit", "write-limit"),
            Map.entry("SocketOptions.withCloseLimit", "close-limit"),
            Map.entry("SocketOptions.withPrepareLimit", "prepare-limit"),
            Map.entry("SocketOptions.withReconnect", "reconnect."),
            Map.entry("SocketOptions.withQueue", "queue."),
            Map.entry("SocketOptions.withPings", "ping."),
            Map.entry("SocketOptions.withoutPings", "ping.enabled"),
            Map.entry("Reconnect.withFirstDelay", "reconnect.first-delay"),
            Map.entry("Reconnect.withDelays", "reconnect.min-delay"),
            Map.entry("Reconnect.withStableAfter", "reconnect.stable-after"),
            Map.entry("Reconnect.withRuleLimit", "reconnect.rule-limit"),
            Map.entry("OfflineQueue.withTimeToLive", "queue.time-to-live"),
            Map.entry("OfflineQueue.withResendInDoubt", "queue.resend-in-doubt"));

    /** What can only be a bean. */
    private static final List<String> BEANS = List.of(
            "Destination.withSslContext",
            "Destination.withCredentials",
            "SocketOptions.withReadiness",
            "Reconnect.withRule");

    @Test
    void every_option_has_a_key_or_is_a_bean() {
        List<String> options = Stream.of(
                        Destination.class,
                        SocketOptions.class,
                        Reconnect.class,
                        OfflineQueue.class,
                        Tls.class,
                        ProxySettings.class)
                .flatMap(type -> Arrays.stream(type.getMethods())
                        .map(Method::getName)
                        .filter(name -> name.startsWith("with"))
                        .map(name -> type.getSimpleName() + "." + name))
                .distinct()
                .toList();
        List<String> known = Stream.concat(SETTERS.keySet().stream(), BEANS.stream()).toList();
        assertThat(known).containsExactlyInAnyOrderElementsOf(options);
        assertThat(SETTERS.values()).allMatch(KeysTest::isKey);
    }

    private static boolean isKey(String key) {
        return key.equals(Keys.HEADERS) || Keys.names().stream().anyMatch(each -> each.startsWith(key));
    }

    @Test
    void every_key_stands_once() {
        assertThat(Keys.names()).doesNotHaveDuplicates();
    }
}
