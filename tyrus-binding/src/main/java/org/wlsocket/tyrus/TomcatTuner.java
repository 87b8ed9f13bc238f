// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import jakarta.websocket.CloseReason;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import jakarta.websocket.WebSocketContainer;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.wlsocket.CloseStatus;
import org.wlsocket.spi.ConnectFailedException;
import org.wlsocket.spi.Handshake;
import org.wlsocket.spi.Wire;

/** Knows Tomcat's client, with or without the rest of Tomcat. */
final class TomcatTuner implements Tuner {

    private static final System.Logger LOG = System.getLogger("org.wlsocket.tyrus");
    private static final String PREFIX = "org.apache.tomcat.websocket.";

    /** The words are in the language of the JVM; the status stands in brackets in all of them. */
    private static final Pattern STATUS = Pattern.compile("\\[([2-5]\\d\\d)]");

    private static final String REMOTE = "wsRemoteEndpoint";

    private static final String CLOSED = "closed";
    private static final byte CLOSE = 8;

    /** Tomcat has a buffer of 4 KiB for the request line. */
    private static final int LONGEST_TARGET = 4 * 1024 - "GET  HTTP/1.1\r\n".length();

    private final boolean ours;
    private final Writers writers = new Writers();

    TomcatTuner(WebSocketContainer container) {
        ours = Tuner.isOurs(container);
    }

    static boolean knows(WebSocketContainer container) {
        return container.getClass().getName().equals(PREFIX + "WsWebSocketContainer");
    }

    /** A Tomcat beside an API older than its own sends a message, and then fails to say so. */
    @Override
    public void tune(WebSocketContainer container, ContainerSettings settings)
            throws ConnectFailedException {
        if (ours) {
            checkApi(container.getClass().getClassLoader(), SendResult.class);
            container.setDefaultMaxSessionIdleTimeout(-1);
        }
    }

    /**
     * Looks where there are two copies of the API.
     *
     * @param used a class of the one that is used; it has a constructor for a session since version 2.2
     */
    static void checkApi(ClassLoader loader, Class<?> used) throws ConnectFailedException {
        try {
            List<URL> copies = Collections.list(loader.getResources("jakarta/websocket/SendResult.class"));
            Class<?>[] newer = {Session.class};
            boolean complete = Arrays.stream(used.getConstructors())
                    .anyMatch(each -> Arrays.equals(each.getParameterTypes(), newer));
            if (copies.size() > 1 && !complete) {
                throw new ConnectFailedException(Unsupported.because("expected the jakarta.websocket API that"
                        + " Tomcat brings, found an older one before it, in " + copies.get(0) + "; exclude"
                        + " jakarta.websocket from wlsocket-tyrus, as docs/containers.md says"));
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "cannot tell which copy of the API is used", e);
        }
    }

    /**
     * Tomcat itself lets each engine check the host, asked or not, and without a context it would take
     * another one than the JVM's default.
     */
    @Override
    public Optional<SSLContext> contextFor(Handshake handshake, Consumer<SSLException> failed) {
        if (!handshake.uri().getScheme().equals("wss")) {
            return Optional.empty();
        }
        SSLContext context = Tls.contextOf(handshake);
        return Optional.of(handshake.hostCheck() ? context : new EngineContext(context, AnyHost::new));
    }

    /** Each phase may take as long as all; the attempt's own limit interrupts the last one. */
    @Override
    public void tuneAttempt(Handshake handshake, Map<String, Object> properties) {
        // Also on a server: a redirect would take the credentials along.
        properties.put(PREFIX + "MAX_REDIRECTIONS", "0");
        if (ours) {
            properties.put(PREFIX + "IO_TIMEOUT_MS", "" + handshake.connectLimit().toMillis());
            properties.put(PREFIX + "MAX_HTTP_RESPONSE_HEADER_BYTES", "" + Tuner.MOST_HEADER_BYTES);
        }
    }

    @Override
    public int longestTarget() {
        return LONGEST_TARGET;
    }

    @Override
    public boolean isInterruptible() {
        return ours;
    }

    /** Tomcat shows no other answer. */
    @Override
    public int statusOf(HandshakeResponse response) {
        return Answer.SWITCHING_PROTOCOLS;
    }

    @Override
    public int statusIn(Throwable thrown) {
        return ConnectFailures.numberIn(thrown, "DeploymentException", STATUS);
    }

    /** What cannot be decompressed is closed with 1006 and Tomcat's own words, and is not reported before. */
    @Override
    public boolean isViolation(Session session, CloseReason reason) {
        if (reason.getCloseCode().getCode() != CloseStatus.ABNORMAL) {
            return false;
        }
        try {
            ClassLoader loader = session.getClass().getClassLoader();
            Object words = Reflect.get(Reflect.type(loader, PREFIX + "PerMessageDeflate"), "sm");
            Object failed = words.getClass()
                    .getMethod("getString", String.class)
                    .invoke(words, "perMessageDeflate.deflateFailed");
            return failed.equals(reason.getReasonPhrase());
        } catch (ReflectiveOperationException e) {
            LOG.log(System.Logger.Level.DEBUG, "this Tomcat does not tell what it could not read", e);
            return false;
        }
    }

    @Override
    public Wire wire(Session session, Link link) {
        return new BlockingWire(new TomcatWire(session, link), writers, link.tcp()::cut);
    }

    @Override
    public void opening(Session session, Attempt attempt) {
        if (!ours) {
            return;
        }
        Link link = attempt.link();
        link.reaches(new TomcatTcp(session));
        try {
            TomcatReads.begin(session, link);
            link.showsBytes(
                    FrameLook.strict(attempt.longestFrame()),
                    new CloseFrames((own, status, crossed) -> writeClose(own, status)));
        } catch (ReflectiveOperationException e) {
            LOG.log(System.Logger.Level.INFO, "this Tomcat is not as expected and reports its own close"
                    + " codes", e);
        }
    }

    /** Among what Tomcat itself writes; its own close would report at once, with the code of this side. */
    private static void writeClose(Session session, CloseStatus status) throws ReflectiveOperationException {
        Object remote = Reflect.get(session, REMOTE);
        Method send = Reflect.type(remote.getClass().getClassLoader(), PREFIX + "WsRemoteEndpointImplBase")
                .getDeclaredMethod("sendMessageBlock", byte.class, ByteBuffer.class, boolean.class);
        send.setAccessible(true);
        send.invoke(remote, CLOSE, CloseFrames.body(status), true);
        answerPings(remote);
    }

    /** A remote that has sent a close frame ends the connection when it has a ping to answer. */
    private static void answerPings(Object remote) {
        try {
            Reflect.set(remote, CLOSED, false);
        } catch (ReflectiveOperationException e) {
            LOG.log(System.Logger.Level.INFO, "this Tomcat is not as expected; a ping after our close frame"
                    + " ends the link", e);
        }
    }

    @Override
    public void stop(WebSocketContainer container) {
        if (!ours) {
            return;
        }
        try {
            Reflect.call(container, "destroy");
        } catch (ReflectiveOperationException e) {
            LOG.log(System.Logger.Level.DEBUG, "could not stop a Tomcat client", e);
        }
    }

    @Override
    public void close() {
        writers.close();
    }

    /** What is below a session. */
    private record TomcatTcp(Session session) implements Tcp {

        @Override
        public void endToo() {
            cut();
        }

        /** Tomcat's own close waits for a write that the peer does not take. */
        @Override
        public void cut() {
            try {
                Object remote = Reflect.get(session, REMOTE);
                // It would write its own close frame to a connection that is not there, and warn of that.
                Reflect.set(remote, CLOSED, true);
                Reflect.call(Reflect.get(remote, "channel"), "close");
            } catch (ReflectiveOperationException e) {
                LOG.log(System.Logger.Level.INFO, "this Tomcat is not as expected; a connection may outlast"
                        + " its link", e);
            }
        }
    }
}
