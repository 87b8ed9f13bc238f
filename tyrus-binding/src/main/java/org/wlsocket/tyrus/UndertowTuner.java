// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import jakarta.websocket.Session;
import jakarta.websocket.WebSocketContainer;
import java.io.Closeable;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.wlsocket.spi.Handshake;

/**
 * Knows Undertow's client. It has one container for the whole JVM, which is not stopped: there would be no
 * other one.
 */
final class UndertowTuner implements Tuner {

    private static final System.Logger LOG = System.getLogger("org.wlsocket.tyrus");

    /** With TLS 1.3 one handshake of five hangs (measured with 2.3.24 and the TLS of the JDK). */
    private static final String[] PROTOCOLS = {"TLSv1.2"};

    private static final String[] ALL_PROTOCOLS = {};

    /** Undertow runs callbacks on the 16 threads of its worker. */
    private static final int MOST_READERS = 12;

    private static final String CORE = "io.undertow.websockets.core.";
    private static final Pattern STATUS = Pattern.compile("response code (\\d{3})");

    private static final Duration LATE = Duration.ofMillis(60);

    private final Readers readers = new Readers(() -> MOST_READERS);
    private final boolean ours;

    UndertowTuner(WebSocketContainer container) {
        ours = Tuner.isOurs(container);
    }

    static boolean knows(WebSocketContainer container) {
        return container.getClass().getName().equals("io.undertow.websockets.jsr.ServerWebSocketContainer");
    }

    @Override
    public void tune(WebSocketContainer container, ContainerSettings settings) {
        if (ours) {
            container.setDefaultMaxSessionIdleTimeout(-1);
        }
    }

    /** Undertow does not look whether a certificate is for the host. */
    @Override
    public Optional<SSLContext> contextFor(Handshake handshake) {
        if (!handshake.uri().getScheme().equals("wss")) {
            return Optional.empty();
        }
        SSLContext context = handshake.sslContext().orElseGet(Tls::standardContext);
        return Optional.of(EngineContext.around(
                context, handshake.hostCheck(), ours ? PROTOCOLS : ALL_PROTOCOLS));
    }

    /** Undertow counts in whole seconds. */
    @Override
    public void tuneAttempt(Handshake handshake, Map<String, Object> properties) {
        if (ours) {
            long seconds = handshake.connectLimit().plusMillis(999).toSeconds();
            properties.put("io.undertow.websocket.CONNECT_TIMEOUT", Math.max(1, seconds));
        }
    }

    @Override
    public URI uriToAskFor(URI uri) {
        return ours ? Tuner.escapedTwice(uri) : uri;
    }

    @Override
    public int statusIn(Throwable thrown) {
        return ConnectFailures.numberIn(thrown, "UpgradeFailedException", STATUS);
    }

    /** Undertow reports messages and the close on threads of their own (measured: within 60 ms). */
    @Override
    public Duration lateMessages() {
        return ours ? LATE : Duration.ZERO;
    }

    /** Undertow tells the peer what is wrong, and reports 1006. */
    @Override
    public boolean isViolation(Throwable reported) {
        return ConnectFailures.find(reported, UndertowTuner::isOfTheProtocol) != null;
    }

    private static boolean isOfTheProtocol(Throwable cause) {
        return cause.getClass().getName().startsWith(CORE + "WebSocket")
                || cause instanceof UnsupportedEncodingException
                || cause instanceof CharacterCodingException;
    }

    @Override
    public Tcp tcpOf(Session session) {
        return ours ? new UndertowTcp(session) : Tcp.UNKNOWN;
    }

    @Override
    public Readers readers() {
        return ours ? readers : Readers.FOREIGN;
    }

    /** What is below a session. */
    private record UndertowTcp(Session session) implements Tcp {

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void cut() {
            try {
                if (Reflect.call(session, "getWebSocketChannel") instanceof Closeable channel) {
                    channel.close();
                }
            } catch (ReflectiveOperationException | IOException e) {
                LOG.log(System.Logger.Level.DEBUG, "could not end a connection of Undertow", e);
            }
        }

        @Override
        public void fail(Throwable why) {
            cut();
        }
    }
}
