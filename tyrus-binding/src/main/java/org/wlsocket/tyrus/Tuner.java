// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.CloseReason;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.Session;
import jakarta.websocket.WebSocketContainer;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.wlsocket.spi.ConnectFailedException;
import org.wlsocket.spi.Handshake;
import org.wlsocket.spi.Wire;

/**
 * What one make of container needs to be told and can tell beyond the Jakarta API. Where something is not as
 * a tuner knows it the container is used as it is; only TLS is never weaker than the handshake says. What is
 * not said here is as for a container of which nothing is known.
 */
interface Tuner {

    /** As in Chromium: how much of an answer's status line and headers is taken, where it can be said. */
    int MOST_HEADER_BYTES = 256 * 1024;

    /** {@return the settings for the whole container that a handshake needs} */
    default ContainerSettings settingsFor(Handshake handshake) {
        return ContainerSettings.NONE;
    }

    /**
     * Sets a container up; called once, before it is used.
     *
     * @throws ConnectFailedException when it cannot be made to check the server as the settings say
     */
    void tune(WebSocketContainer container, ContainerSettings settings) throws ConnectFailedException;

    /**
     * Frees what a container holds; called when nobody uses it any more, and again where it may have begun
     * something since.
     */
    default void stop(WebSocketContainer container) {}

    /** Frees what all containers share. */
    default void close() {}

    /**
     * {@return the URI that makes the container ask for the target that the handshake says, byte for byte}
     */
    default URI uriToAskFor(URI uri) {
        return uri;
    }

    /**
     * {@return the TLS context for the configuration of one attempt}
     *
     * @param failed takes what a container may hide of a handshake that fails
     */
    default Optional<SSLContext> contextFor(Handshake handshake, Consumer<SSLException> failed) {
        return handshake.sslContext();
    }

    /** Adds to the properties that the container sees with one attempt. */
    default void tuneAttempt(Handshake handshake, Map<String, Object> properties) {}

    /** Lets an attempt reach its connection, which is about to be made; with its configuration. */
    default void connecting(WebSocketContainer container, ClientEndpointConfig config, Attempt attempt) {}

    /** {@return how the container is told whom to trust} */
    default TlsUse tlsUse() {
        return TlsUse.ATTEMPT;
    }

    /** {@return the HTTP status, 0 where it is hidden} */
    default int statusOf(HandshakeResponse response) {
        return 0;
    }

    /** {@return the HTTP status of the answer that made the container throw, 0 where that is hidden} */
    default int statusIn(Throwable thrown) {
        return 0;
    }

    /** {@return whether what is reported on a session means that the peer broke the protocol} */
    default boolean isViolation(Throwable reported) {
        return false;
    }

    /** {@return whether what a session is closed with, unreported before, means the same} */
    default boolean isViolation(Session session, CloseReason reason) {
        return false;
    }

    /**
     * {@return whether a container has failed for a reason that is its own alone, and before it has sent the
     * upgrade request, so that it may be asked again}
     */
    default boolean hasTripped(Handshake handshake, Throwable thrown) {
        return false;
    }

    /** {@return how many characters the request target may have} */
    default int longestTarget() {
        return Integer.MAX_VALUE;
    }

    /** {@return whether an attempt may be ended by an interrupt, which must leave nothing behind} */
    default boolean isInterruptible() {
        return false;
    }

    /** {@return what writes to a session} */
    default Wire wire(Session session, Link link) {
        return new SessionWire(session, link);
    }

    /** Lets the link of an attempt reach what is below its session, which is about to open. */
    default void opening(Session session, Attempt attempt) {}

    /**
     * {@return whether the container goes through the proxy that a handshake says} Another must not be asked
     * to.
     */
    default boolean takesProxies() {
        return false;
    }

    /** {@return whether what the container lists as installed is installed for its client too} */
    default boolean compresses() {
        return true;
    }

    /** {@return whether a call of the container may leave something of the application in a thread} */
    default boolean marksThreads() {
        return false;
    }

    /** {@return the count of threads that wait for listeners} */
    default Readers readers() {
        return Readers.FOREIGN;
    }

    /** {@return a URI for a container that decodes the target and sends it so} */
    static URI escapedTwice(URI uri) {
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        String target = (uri.getRawPath() + query).replace("%", "%25");
        return URI.create(uri.getScheme() + "://" + uri.getRawAuthority() + target);
    }

    /** {@return the tuner that knows a container, or one that knows nothing} */
    static Tuner of(WebSocketContainer container, ScheduledExecutorService timer) {
        if (TyrusTuner.knows(container)) {
            return new TyrusTuner(container, timer);
        }
        if (JettyTuner.knows(container)) {
            return new JettyTuner(container);
        }
        if (TomcatTuner.knows(container)) {
            return new TomcatTuner(container);
        }
        return UndertowTuner.knows(container) ? new UndertowTuner(container) : new PlainTuner();
    }

    /**
     * {@return whether a container was loaded with the binding, so that nobody else's settings are changed}
     */
    static boolean isOurs(WebSocketContainer container) {
        return container.getClass().getClassLoader() == Tuner.class.getClassLoader();
    }
}
