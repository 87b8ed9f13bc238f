// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.Session;
import jakarta.websocket.WebSocketContainer;
import java.io.Closeable;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;
import org.wlsocket.spi.Handshake;
import org.wlsocket.spi.Wire;

/**
 * Knows Undertow's client. It has one container for the whole JVM, which is not stopped: there would be no
 * other one.
 */
final class UndertowTuner implements Tuner {

    private static final System.Logger LOG = System.getLogger("org.wlsocket.tyrus");

    /** With TLS 1.3 one handshake of five hangs (measured with 2.3.24 and the TLS of the JDK). */
    private static final String PROTOCOL = "TLSv1.2";

    /** Undertow runs callbacks on the 16 threads of its worker. */
    private static final int MOST_READERS = 12;

    static final String CHANNEL = "getWebSocketChannel";
    private static final String CORE = "io.undertow.websockets.core.";
    private static final Pattern STATUS = Pattern.compile("response code (\\d{3})");

    private static final String CLIENT = "io.undertow.websockets.client.WebSocketClient";
    private static final String REDIRECTS = "io.undertow.websockets.max-redirects";

    /** There is one worker for the whole JVM. */
    private static final Readers READERS = new Readers(() -> MOST_READERS);

    private final Writers writers = new Writers();
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
            refuseRedirects(container.getClass().getClassLoader());
            knowEndpoint(container);
        }
    }

    /**
     * Undertow takes an endpoint of a class that it does not know yet for an annotated one, opens that on
     * another thread and reads meanwhile.
     */
    private static void knowEndpoint(WebSocketContainer container) {
        try {
            var unused = Reflect.call(container, "getClientEndpoint", SocketEndpoint.class, false);
        } catch (ReflectiveOperationException e) {
            LOG.log(System.Logger.Level.INFO, "this Undertow is not as expected and may open its first"
                    + " endpoint in another way", e);
        }
    }

    /** Undertow reads the property once; where it follows one without a scheme its attempt never ends. */
    private static void refuseRedirects(ClassLoader loader) {
        String before = System.getProperty(REDIRECTS);
        System.setProperty(REDIRECTS, "0");
        try {
            if (!Integer.valueOf(0).equals(Reflect.get(Reflect.type(loader, CLIENT), "MAX_REDIRECTS"))) {
                LOG.log(System.Logger.Level.INFO, "Undertow''s client was loaded before this binding and"
                        + " follows redirects; set the system property {0}=0", REDIRECTS);
            }
        } catch (ReflectiveOperationException e) {
            LOG.log(System.Logger.Level.INFO, "this Undertow is not as expected and follows redirects", e);
        } finally {
            if (before == null) {
                System.clearProperty(REDIRECTS);
            } else {
                System.setProperty(REDIRECTS, before);
            }
        }
    }

    /** Undertow does not look whether a certificate is for the host, and does not pass on what TLS says. */
    @Override
    public Optional<SSLContext> contextFor(Handshake handshake, Consumer<SSLException> failed) {
        if (!handshake.uri().getScheme().equals("wss")) {
            return Optional.empty();
        }
        return Optional.of(new EngineContext(Tls.contextOf(handshake), engine -> {
            // One that is not to speak it has its reasons.
            if (ours && List.of(engine.getEnabledProtocols()).contains(PROTOCOL)) {
                engine.setEnabledProtocols(new String[] {PROTOCOL});
            }
            SSLEngine checking = handshake.hostCheck() ? EngineContext.checkingHost(engine) : engine;
            return new Telling(checking, failed);
        }));
    }

    private static final class Telling extends PassingEngine {

        private final Consumer<SSLException> failed;

        Telling(SSLEngine engine, Consumer<SSLException> failed) {
            super(engine);
            this.failed = failed;
        }

        @Override
        public SSLEngineResult wrap(ByteBuffer[] from, int offset, int length, ByteBuffer to)
                throws SSLException {
            try {
                return super.wrap(from, offset, length, to);
            } catch (SSLException e) {
                failed.accept(e);
                throw e;
            }
        }

        @Override
        public SSLEngineResult unwrap(ByteBuffer from, ByteBuffer[] to, int offset, int length)
                throws SSLException {
            try {
                return super.unwrap(from, to, offset, length);
            } catch (SSLException e) {
                failed.accept(e);
                throw e;
            }
        }
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
    public void connecting(WebSocketContainer container, ClientEndpointConfig config, Attempt attempt) {
        if (ours) {
            attempt.link().reaches(new UndertowConnecting(container, config));
        }
    }

    /** Undertow, a server's too, writes the decoded target into the request. */
    @Override
    public URI uriToAskFor(URI uri) {
        return Tuner.escapedTwice(uri);
    }

    /** Undertow shows no other answer. */
    @Override
    public int statusOf(HandshakeResponse response) {
        return Answer.SWITCHING_PROTOCOLS;
    }

    @Override
    public int statusIn(Throwable thrown) {
        int redirect = ConnectFailures.numberIn(thrown, "RedirectException", "getStatusCode");
        return redirect == 0
                ? ConnectFailures.numberIn(thrown, "UpgradeFailedException", STATUS)
                : redirect;
    }

    /** Undertow tells the peer what is wrong, and reports 1006. */
    @Override
    public boolean isViolation(Throwable reported) {
        return ConnectFailures.find(reported, UndertowTuner::isOfTheProtocol) != null;
    }

    /** Which codes a peer may close with has been judged before. */
    private static boolean isOfTheProtocol(Throwable cause) {
        String name = cause.getClass().getName();
        return (name.startsWith(CORE + "WebSocket") && !name.endsWith("InvalidCloseCodeException"))
                || cause instanceof UnsupportedEncodingException
                || cause instanceof CharacterCodingException;
    }

    /** What it lists is installed for its servers alone. */
    @Override
    public boolean compresses() {
        return false;
    }

    @Override
    public void opening(Session session, Attempt attempt) {
        if (!ours) {
            return;
        }
        Link link = attempt.link();
        link.reaches(new UndertowTcp(session));
        try {
            if (!attempt.runsHere()) {
                // It may be reading by now, and a look that begins in the middle would see what is not there.
                throw new ReflectiveOperationException("the endpoint was opened on another thread");
            }
            Executor reports = (Executor) Objects.requireNonNull(Reflect.call(session, "getExecutor"));
            UndertowReads.begin(Objects.requireNonNull(Reflect.call(session, CHANNEL)), reports, link);
            link.showsBytes(
                    FrameLook.strict(attempt.longestFrame()), new CloseFrames(UndertowClose::write));
        } catch (ReflectiveOperationException e) {
            LOG.log(System.Logger.Level.INFO, "this Undertow is not as expected and reports its own close"
                    + " codes", e);
        }
    }

    @Override
    public Wire wire(Session session, Link link) {
        return new UndertowWire(session, link, writers);
    }

    @Override
    public void close() {
        writers.close();
    }

    @Override
    public Readers readers() {
        return ours ? READERS : Readers.FOREIGN;
    }

    /** An executor that has ended has no report left to go before the task. */
    static void executeOrRun(Executor reports, Runnable task) {
        try {
            reports.execute(task);
        } catch (RejectedExecutionException e) {
            task.run();
        }
    }

    /** What is below a session. */
    private record UndertowTcp(Session session) implements Tcp {

        @Override
        public void cut() {
            try {
                if (Reflect.call(session, CHANNEL) instanceof Closeable channel) {
                    channel.close();
                }
            } catch (ReflectiveOperationException | IOException e) {
                LOG.log(System.Logger.Level.DEBUG, "could not end a connection of Undertow", e);
            }
        }

        /** Undertow takes bytes apart on one thread and reports in order on others. */
        @Override
        public void afterReports(Runnable end) {
            try {
                Object channel = Objects.requireNonNull(Reflect.call(session, CHANNEL));
                Executor reading = (Executor) Objects.requireNonNull(Reflect.call(channel, "getIoThread"));
                Executor reports = (Executor) Objects.requireNonNull(Reflect.call(session, "getExecutor"));
                reading.execute(() -> executeOrRun(reports, end));
            } catch (ReflectiveOperationException | RejectedExecutionException e) {
                LOG.log(System.Logger.Level.DEBUG, "Undertow has stopped reporting", e);
                end.run();
            }
        }
    }
}
