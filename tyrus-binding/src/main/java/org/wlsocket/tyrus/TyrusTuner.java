// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.WebSocketContainer;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.wlsocket.Failure;
import org.wlsocket.spi.ConnectFailedException;
import org.wlsocket.spi.Handshake;

/** Knows Tyrus' client and its properties. Only one that was loaded with this class is changed or stopped. */
final class TyrusTuner implements Tuner {

    private static final System.Logger LOG = System.getLogger("org.wlsocket.tyrus");
    private static final String CLIENT = "org.glassfish.tyrus.client.";

    /** A frame and what came with it are buffered together; nothing is allocated before it is needed. */
    private static final int BUFFER_MARGIN = 16 * 1024 * 1024;

    /**
     * The limit is kept by {@link ConnectWatch}. Tyrus' own timer for it comes after that one, because it
     * also cuts a link that has just opened.
     */
    private static final int LATER_MILLIS = 500;

    private static final String UNTUNED = "this Tyrus is not as expected and is used as it is: attempts may"
            + " outlast their limit, close codes may be Tyrus' own, each socket may have threads of its own";

    private final ClassLoader loader;
    private final boolean ours;
    private final ScheduledExecutorService timer;
    private final @Nullable TyrusTransport transport;
    private final TlsUse tlsUse;

    /** Proxies go through what stands between Tyrus and its transport. */
    private volatile boolean untuned;

    /** Grizzly leaves thread locals; on the JVM's own class path it lives as long as they do. */
    private final boolean marksThreads;

    TyrusTuner(WebSocketContainer container, ScheduledExecutorService timer) {
        this.timer = timer;
        this.loader = container.getClass().getClassLoader();
        this.ours = Tuner.isOurs(container);
        this.transport = ours ? transportOf(container) : null;
        this.tlsUse = ours ? TlsUse.CONTAINER : foreignTlsUse(container);
        this.marksThreads = ours
                && !(transport instanceof JdkTransport)
                && loader != ClassLoader.getSystemClassLoader();
    }

    static boolean knows(WebSocketContainer container) {
        return container.getClass().getName().equals(CLIENT + "ClientManager");
    }

    private @Nullable TyrusTransport transportOf(WebSocketContainer container) {
        try {
            String name = Reflect.get(container, "container").getClass().getSimpleName();
            return switch (name) {
                case "GrizzlyClientContainer" -> new GrizzlyTransport(loader);
                case "JdkClientContainer" -> new JdkTransport(loader);
                default -> null;
            };
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, UNTUNED, e);
            return null;
        }
    }

    /** The JDK transport does not look at the configuration of an attempt. */
    private static TlsUse foreignTlsUse(WebSocketContainer container) {
        try {
            String transport = Reflect.get(container, "container").getClass().getSimpleName();
            return transport.equals("JdkClientContainer") ? TlsUse.NONE : TlsUse.ATTEMPT;
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "the transport of a server's Tyrus is not known", e);
            return TlsUse.ATTEMPT;
        }
    }

    @Override
    public TlsUse tlsUse() {
        return tlsUse;
    }

    /** Tyrus lets each engine check the host; on one of ours a property of the container says otherwise. */
    @Override
    public Optional<SSLContext> contextFor(Handshake handshake, Consumer<SSLException> failed) {
        boolean unguarded = !ours && !handshake.hostCheck() && handshake.uri().getScheme().equals("wss");
        return unguarded
                ? Optional.of(new EngineContext(Tls.contextOf(handshake), AnyHost::new))
                : handshake.sslContext();
    }

    @Override
    public boolean marksThreads() {
        return marksThreads;
    }

    @Override
    public ContainerSettings settingsFor(Handshake handshake) {
        if (!ours) {
            return ContainerSettings.NONE;
        }
        return new ContainerSettings(
                handshake.connectLimit(), ContainerSettings.Tls.of(handshake), null);
    }

    @Override
    public void tune(WebSocketContainer container, ContainerSettings settings) throws ConnectFailedException {
        if (!ours) {
            return;
        }
        // Negative, not 0: with 0 Tyrus schedules a task for each message in and out.
        container.setDefaultMaxSessionIdleTimeout(-1);
        if (settings.tls() != null) {
            tuneTls(container, settings.tls());
        }
        try {
            tuneOurs(container, settings);
        } catch (ReflectiveOperationException | IOException | RuntimeException e) {
            untuned = true;
            LOG.log(System.Logger.Level.WARNING, UNTUNED, e);
        }
    }

    /** Without it Tyrus would check the server by the JVM's trust and nothing else. */
    private void tuneTls(WebSocketContainer container, ContainerSettings.Tls tls)
            throws ConnectFailedException {
        try {
            propertiesOf(container).put(CLIENT + "sslEngineConfigurator", engineConfigurator(tls));
        } catch (ReflectiveOperationException | RuntimeException e) {
            String message = "expected a Tyrus that takes a TLS context and a host check, found another"
                    + " one; use a version that this binding is tested with";
            throw new ConnectFailedException(
                    Failure.of(Failure.Phase.CONNECT, Failure.Reason.UNSUPPORTED, message).withException(e));
        }
    }

    private void tuneOurs(WebSocketContainer container, ContainerSettings settings)
            throws ReflectiveOperationException, IOException {
        Map<String, Object> properties = propertiesOf(container);
        long last = settings.connectLimit().toMillis() + LATER_MILLIS;
        int millis = (int) Math.min(Integer.MAX_VALUE, last);
        properties.put(CLIENT + "ClientManager.ContainerTimeout", millis);
        properties.put(CLIENT + "http.auth.AuthConfig", noAuthentication());
        // Its own Tyrus stops with the last session, also while it opens another one, which is lost then.
        Reflect.set(container, "managedScheduledExecutorService", timer);
        if (transport != null) {
            transport.tune(properties);
            EngineHook.install(container, transport);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> propertiesOf(WebSocketContainer container)
            throws ReflectiveOperationException {
        return (Map<String, Object>) Objects.requireNonNull(Reflect.call(container, "getProperties"));
    }

    private Object engineConfigurator(ContainerSettings.Tls tls) throws ReflectiveOperationException {
        Constructor<?> constructor = Reflect.type(loader, CLIENT + "SslEngineConfigurator")
                .getConstructor(SSLContext.class, boolean.class, boolean.class, boolean.class);
        Object configurator = constructor.newInstance(tls.context(), true, false, false);
        Reflect.call(configurator, "setHostVerificationEnabled", tls.hostCheck());
        return configurator;
    }

    /**
     * Credentials are the caller's headers; Tyrus would look for its own and fail without showing the 401.
     */
    private Object noAuthentication() throws ReflectiveOperationException {
        Class<?> type = Reflect.type(loader, CLIENT + "auth.AuthConfig$Builder");
        Object builder = Objects.requireNonNull(Reflect.call(type, "create"));
        Reflect.call(builder, "disableProvidedBasicAuth");
        Reflect.call(builder, "disableProvidedDigestAuth");
        return Objects.requireNonNull(Reflect.call(builder, "build"));
    }

    @Override
    public void stop(WebSocketContainer container) {
        if (ours) {
            try {
                container.getClass().getMethod("shutdown").invoke(container);
            } catch (ReflectiveOperationException e) {
                LOG.log(System.Logger.Level.DEBUG, "could not stop a Tyrus client", e);
            }
        }
    }

    @Override
    public void close() {
        if (transport != null) {
            transport.close();
        }
    }

    /** Tyrus writes the decoded target into the request, so it is given one that is escaped twice. */
    @Override
    public URI uriToAskFor(URI uri) {
        return Tuner.escapedTwice(uri);
    }

    @Override
    public void tuneAttempt(Handshake handshake, Map<String, Object> properties) {
        long buffer = Math.min(Integer.MAX_VALUE, (long) handshake.maxMessageSize() + BUFFER_MARGIN);
        properties.put("weblogic.websocket.tyrus.incoming-buffer-size", (int) buffer);
    }

    /** The answer of Tyrus has more than the API says. */
    @Override
    public int statusOf(HandshakeResponse response) {
        try {
            return Reflect.call(response, "getStatus") instanceof Integer status ? status : 0;
        } catch (ReflectiveOperationException e) {
            return 0;
        }
    }

    /** It reports an extension as agreed on that it does not know, and ends with the first such frame. */
    @Override
    public boolean compresses() {
        return false;
    }

    @Override
    public boolean takesProxies() {
        return transport != null && !untuned;
    }

    @Override
    public Readers readers() {
        return transport == null ? Readers.FOREIGN : transport.readers();
    }
}
