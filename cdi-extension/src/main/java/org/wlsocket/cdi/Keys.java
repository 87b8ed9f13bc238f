// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import static org.wlsocket.cdi.ValueType.ALWAYS;
import static org.wlsocket.cdi.ValueType.BOOLEAN;
import static org.wlsocket.cdi.ValueType.DURATION;
import static org.wlsocket.cdi.ValueType.FILE;
import static org.wlsocket.cdi.ValueType.LIST;
import static org.wlsocket.cdi.ValueType.NUMBER;
import static org.wlsocket.cdi.ValueType.OVERFLOW;
import static org.wlsocket.cdi.ValueType.SECRET;
import static org.wlsocket.cdi.ValueType.SECRET_TEXT;
import static org.wlsocket.cdi.ValueType.SIZE;
import static org.wlsocket.cdi.ValueType.TEXT;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * Every setting that there is: reading, checking, suggestions and the table of docs/cdi.md stand on this
 * list.
 */
final class Keys {

    static final String URL = "url";
    static final String READ = "read";
    static final String RECONNECT = "reconnect.enabled";
    static final String TLS = "tls.";
    static final String TRUST_STORE = TLS + "trust-store";
    static final String KEY_STORE = TLS + "key-store";
    static final String PASSWORD = "-password";
    static final String HEADERS = "headers.";
    static final String PROXY = "proxy.";
    static final String PROXY_ADDRESS = PROXY + "address";
    static final String PROXY_USER = PROXY + "user";
    static final String PROXY_PASSWORD = PROXY + "password";
    static final String REQUEST_CONTEXT = "request-context";

    /** What the keys of all sockets begin with. */
    static final String DEFAULTS = Key.ROOT + "defaults.";

    /** The settings of the application, not of a socket. */
    static final String DRAIN_LIMIT = Key.ROOT + "drain-limit";

    /** Of the JVM: which provider, and which container of that provider. */
    static final List<String> CHOICES = List.of(Key.ROOT + "provider", Key.ROOT + "container");

    static final List<String> GLOBAL =
            Stream.concat(Stream.of(DRAIN_LIMIT), CHOICES.stream()).toList();

    /** Where a socket goes, and with what. */
    static final List<Key<?>> DESTINATION = List.of(
            new Key<>(URL, ValueType.URL, false, "required", "where the socket goes, `ws:` or `wss:`",
                    SocketDraft::setUrl),
            key("subprotocols", LIST, "none", "what is offered, the preferred one first",
                    (draft, v) -> draft.destination = draft.destination.withSubprotocols(v)),
            key("connect-limit", DURATION, "10s",
                    "how long credentials, name look-up, TCP, TLS and upgrade may take together",
                    (draft, v) -> draft.destination = draft.destination.withConnectLimit(v)),
            key("host-check", BOOLEAN, "true", "whether the server's certificate must be for the host of the"
                    + " URL",
                    (draft, v) -> draft.destination = draft.destination.withHostCheck(v)),
            key("compression", BOOLEAN, "false", "whether messages may be compressed, where container and"
                    + " server can",
                    (draft, v) -> draft.destination = draft.destination.withCompression(v)),
            key(TRUST_STORE, FILE, "that of the JVM", "who is trusted: PEM, PKCS12 or JKS",
                    (draft, v) -> draft.trustStore = v),
            key(TRUST_STORE + PASSWORD, SECRET, "none", "its password",
                    (draft, v) -> draft.trustStorePassword = v),
            key(KEY_STORE, FILE, "none", "the client certificate: PKCS12 or JKS",
                    (draft, v) -> draft.keyStore = v),
            key(KEY_STORE + PASSWORD, SECRET, "none", "its password",
                    (draft, v) -> draft.keyStorePassword = v),
            key(TLS + "pins", LIST, "none", "public keys of which the server must have one, `sha256/…`",
                    (draft, v) -> draft.pins = v),
            key(PROXY_ADDRESS, TEXT, "direct", "`direct`, `system` (the JVM's), or `host:port` of an HTTP"
                    + " proxy",
                    (draft, v) -> draft.proxyAddress = v),
            key(PROXY_USER, TEXT, "none", "who the proxy is told we are",
                    (draft, v) -> draft.proxyUser = v),
            key(PROXY_PASSWORD, SECRET_TEXT, "none", "the password for it",
                    (draft, v) -> draft.proxyPassword = v),
            key(PROXY + "exceptions", LIST, "none", "hosts that are reached without the proxy, `*` at"
                    + " one end",
                    (draft, v) -> draft.proxyExceptions = v));

    /** How a socket behaves. */
    static final List<Key<?>> OPTIONS = List.of(
            key("auto-connect", BOOLEAN, "true", "whether the socket opens when the application starts",
                    (draft, v) -> draft.options = draft.options.withAutoConnect(v)),
            key("send-buffer.messages", NUMBER, "1000", "how many messages may wait to be written",
                    (draft, v) -> draft.options =
                            draft.options.withSendBuffer(v, draft.options.sendBuffer().bytes())),
            key("send-buffer.bytes", SIZE, "8MiB", "how large they may be together",
                    (draft, v) -> draft.options =
                            draft.options.withSendBuffer(draft.options.sendBuffer().messages(), v)),
            key("receive-buffer.messages", NUMBER, "1000", "how many messages may wait for the observers",
                    (draft, v) -> draft.options =
                            draft.options.withReceiveBuffer(v, draft.options.receiveBuffer().bytes())),
            key("receive-buffer.bytes", SIZE, "8MiB", "how large they may be together",
                    (draft, v) -> draft.options =
                            draft.options.withReceiveBuffer(draft.options.receiveBuffer().messages(), v)),
            key("max-message-size", SIZE, "1MiB", "the largest message that is received, up to 256MiB",
                    (draft, v) -> draft.options = draft.options.withMaxMessageSize(SocketDraft.toInt(v))),
            key("write-limit", DURATION, "10s", "how long a write may stand still",
                    (draft, v) -> draft.options = draft.options.withWriteLimit(v)),
            key("close-limit", DURATION, "10s", "how long the server may take to answer a close",
                    (draft, v) -> draft.options = draft.options.withCloseLimit(v)),
            key("prepare-limit", DURATION, "10s", "how long a `Readiness` may take",
                    (draft, v) -> draft.options = draft.options.withPrepareLimit(v)),
            key(RECONNECT, BOOLEAN, "true", "whether another link follows one that has ended",
                    (draft, v) -> draft.reconnects = v),
            key("reconnect.first-delay", DURATION, "2s", "the longest delay before the first retry",
                    (draft, v) -> draft.reconnect = draft.reconnect.withFirstDelay(v)),
            key("reconnect.min-delay", DURATION, "2s", "what the delays begin with from the second retry on",
                    (draft, v) -> draft.minDelay = v),
            key("reconnect.max-delay", DURATION, "30s", "what they end with",
                    (draft, v) -> draft.maxDelay = v),
            key("reconnect.stable-after", DURATION, "30s",
                    "how long a link must have been ready for the delays to begin anew",
                    (draft, v) -> draft.reconnect = draft.reconnect.withStableAfter(v)),
            key("reconnect.rule-limit", DURATION, "1s", "how long a `RetryRule` may take",
                    (draft, v) -> draft.reconnect = draft.reconnect.withRuleLimit(v)),
            key("queue.enabled", BOOLEAN, "false", "whether messages wait while the socket is not ready",
                    (draft, v) -> draft.queues = v),
            key("queue.overflow", OVERFLOW, "refuse", "what happens when there is no room: `refuse` or"
                    + " `drop-oldest`",
                    (draft, v) -> draft.overflow = v),
            key("queue.time-to-live", DURATION, "none", "how long a message may wait",
                    (draft, v) -> draft.queue.add(queue -> queue.withTimeToLive(v))),
            key("queue.resend-in-doubt", BOOLEAN, "false",
                    "whether what was being written when the link ended is sent again",
                    (draft, v) -> draft.queue.add(queue -> queue.withResendInDoubt(v))),
            key("ping.enabled", BOOLEAN, "true", "whether a dead server is looked for",
                    (draft, v) -> draft.pings = v),
            key("ping.interval", DURATION, "20s", "the time from one ping to the next",
                    (draft, v) -> draft.pingInterval = v),
            key("ping.limit", DURATION, "10s", "how long the server may be silent after a ping",
                    (draft, v) -> draft.pongLimit = v));

    /** What the extension does with it; these may be set for a {@link SocketDefinition} too. */
    static final List<Key<?>> EXTENSION = List.of(
            key(READ, BOOLEAN, "whether nobody observes it",
                    "whether messages are read with `receive` instead of being observed",
                    (draft, v) -> draft.read = v),
            key(REQUEST_CONTEXT, ALWAYS, "always", "whether observers have a request context: `always` or"
                    + " `never`",
                    (draft, v) -> draft.requestContext = v),
            key("health", BOOLEAN, "true", "whether the socket counts for MicroProfile Health",
                    (draft, v) -> draft.health = v));

    private Keys() {}

    private static <T> Key<T> key(
            String key, ValueType<T> type, String preset, String says, BiConsumer<SocketDraft, T> setter) {
        return new Key<>(key, type, true, preset, says, setter);
    }

    /** {@return what a {@link SocketDefinition} says, as keys} */
    static List<Key<?>> ofDefinition() {
        return Stream.concat(DESTINATION.stream(), OPTIONS.stream()).toList();
    }

    static List<Key<?>> all() {
        return Stream.concat(ofDefinition().stream(), EXTENSION.stream()).toList();
    }

    static Optional<Key<?>> find(String key) {
        return all().stream().filter(each -> each.key().equals(key)).findFirst();
    }

    static List<String> names() {
        return all().stream().<String>map(Key::key).toList();
    }
}
