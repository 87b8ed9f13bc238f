// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.Session;
import jakarta.websocket.WebSocketContainer;
import java.lang.reflect.Proxy;
import java.nio.channels.WritePendingException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.wlsocket.Failure;
import org.wlsocket.spi.ConnectFailedException;
import org.wlsocket.spi.Handshake;

/**
 * Knows the Jakarta client of Jetty 12, whatever its EE level. What it needs is set on its HTTP client, which
 * it makes when it is first asked to connect.
 */
final class JettyTuner implements Tuner {

    private static final System.Logger LOG = System.getLogger("org.wlsocket.tyrus");
    private static final String UNTUNED = "this Jetty is not as expected and is used as it is: attempts may"
            + " outlast their limit, redirects are followed, its threads may keep the JVM alive";
    private static final String HTTP = "org.eclipse.jetty.client.";

    /**
     * The limit is the attempt's own, which ends the request. Jetty's comes after it, for the connection that
     * is still being made then.
     */
    private static final long LATER_MILLIS = 500;

    private static final String FACTORY = "coreClientFactory";

    private static final Duration STOP_LIMIT = Duration.ofSeconds(2);

    private final boolean ours;
    private final Collection<Thread> stops = new ConcurrentLinkedQueue<>();

    JettyTuner(WebSocketContainer container) {
        ours = Tuner.isOurs(container);
    }

    static boolean knows(WebSocketContainer container) {
        return container.getClass().getName().endsWith(".jakarta.client.JakartaWebSocketClientContainer");
    }

    @Override
    public ContainerSettings settingsFor(Handshake handshake) {
        return ours
                ? new ContainerSettings(
                        handshake.connectLimit(),
                        ContainerSettings.Tls.of(handshake),
                        handshake.proxy().orElse(null))
                : ContainerSettings.NONE;
    }

    @Override
    public void tune(WebSocketContainer container, ContainerSettings settings) throws ConnectFailedException {
        if (!ours) {
            return;
        }
        container.setDefaultMaxSessionIdleTimeout(-1);
        try {
            Object factory = Reflect.get(container, FACTORY);
            try {
                tuneOurs(container, settings);
            } catch (ReflectiveOperationException | RuntimeException e) {
                Reflect.set(container, FACTORY, factory);
                throw e;
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            if (settings.tls() != null || settings.proxy() != null) {
                stop(container);
                throw unfit(e);
            }
            LOG.log(System.Logger.Level.WARNING, UNTUNED, e);
        }
    }

    /** Jetty does not look at the context of an attempt's configuration, which says no proxy either. */
    private static ConnectFailedException unfit(Throwable e) {
        String message = "expected a Jetty that takes a TLS context, a host check and a proxy, found another"
                + " one; use a version that this binding is tested with";
        return new ConnectFailedException(Failure.of(
                Failure.Phase.CONNECT, Failure.Reason.UNSUPPORTED, message).withException(e));
    }

    private static void tuneOurs(WebSocketContainer container, ContainerSettings settings)
            throws ReflectiveOperationException {
        // Otherwise the JVM would live as long as a container.
        Object components = Objects.requireNonNull(Reflect.call(container, "getWebSocketComponents"));
        Reflect.call(Objects.requireNonNull(Reflect.call(components, "getExecutor")), "setDaemon", true);
        @SuppressWarnings("unchecked")
        Function<Object, Object> jettys =
                (Function<Object, Object>) Reflect.get(container, FACTORY);
        Reflect.set(container, FACTORY, jettys.andThen(made(settings)));
        // Makes it and starts it.
        Object http = Objects.requireNonNull(Reflect.call(container, "getHttpClient"));
        // Credentials are the caller's; Jetty would not show a 401 or 407 without a challenge.
        Object handlers = Objects.requireNonNull(Reflect.call(http, "getProtocolHandlers"));
        Reflect.call(handlers, "remove", "www-authenticate");
        Reflect.call(handlers, "remove", "proxy-authenticate");
    }

    private static UnaryOperator<Object> made(ContainerSettings settings) {
        return client -> {
            try {
                tuneClient(client, settings);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
            return client;
        };
    }

    private static void tuneClient(Object client, ContainerSettings settings)
            throws ReflectiveOperationException {
        Object http = Objects.requireNonNull(Reflect.call(client, "getHttpClient"));
        ClassLoader loader = http.getClass().getClassLoader();
        Reflect.call(http, "setFollowRedirects", false);
        Reflect.call(http, "setMaxResponseHeadersSize", Tuner.MOST_HEADER_BYTES);
        Reflect.call(http, "setScheduler", daemonScheduler(loader));
        // Cookies of one socket are not another's.
        Class<?> noCookies = Reflect.type(loader, "org.eclipse.jetty.http.HttpCookieStore$Empty");
        Reflect.call(http, "setHttpCookieStore", noCookies.getConstructor().newInstance());
        if (settings.tls() != null) {
            Reflect.call(http, "setSslContextFactory", sslContextFactory(loader, settings.tls()));
        }
        if (settings.proxy() != null) {
            JettyProxy.set(settings.proxy(), http);
        }
        Reflect.call(client, "addBean", requestListener(loader));
        Reflect.call(http, "setConnectTimeout", settings.connectLimit().toMillis() + LATER_MILLIS);
    }

    /** A Jetty that does not take one when it is tuned is refused by then. */
    @Override
    public boolean takesProxies() {
        return ours;
    }

    /** A proxy may answer before Jetty has noted that its request has gone, and then it cannot write. */
    @Override
    public boolean hasTripped(Handshake handshake, Throwable thrown) {
        return handshake.proxy().isPresent()
                && ConnectFailures.find(thrown, WritePendingException.class::isInstance) != null;
    }

    /** Jetty does not look at the configuration of an attempt. */
    @Override
    public TlsUse tlsUse() {
        return ours ? TlsUse.CONTAINER : TlsUse.NONE;
    }

    private static Object daemonScheduler(ClassLoader loader) throws ReflectiveOperationException {
        return Reflect.type(loader, "org.eclipse.jetty.util.thread.ScheduledExecutorScheduler")
                .getConstructor(String.class, boolean.class)
                .newInstance("WebSocket-scheduler", true);
    }

    private static Object sslContextFactory(ClassLoader loader, ContainerSettings.Tls tls)
            throws ReflectiveOperationException {
        Object factory = Reflect.type(loader, "org.eclipse.jetty.util.ssl.SslContextFactory$Client")
                .getConstructor()
                .newInstance();
        Reflect.call(factory, "setSslContext", tls.context());
        Reflect.call(factory, "setEndpointIdentificationAlgorithm", tls.hostCheck() ? "HTTPS" : null);
        return factory;
    }

    /** Jetty lets its beans of this type see each request, with which its attempt can be ended. */
    private static Object requestListener(ClassLoader loader) throws ReflectiveOperationException {
        Class<?> type = Reflect.type(loader, HTTP + "Request$Listener");
        return Proxy.newProxyInstance(loader, new Class<?>[] {type}, (proxy, method, arguments) ->
                switch (method.getName()) {
                    case "onQueued" -> {
                        queued(arguments[0]);
                        yield null;
                    }
                    case "onCommit" -> {
                        // It has been sent. The session decodes the query, which must be UTF-8 then.
                        Reflect.call(arguments[0], "path", "/?");
                        yield null;
                    }
                    case "equals" -> proxy == arguments[0];
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "toString" -> "listener of wlsocket";
                    default -> null;
                });
    }

    private static void queued(Object request) throws ReflectiveOperationException {
        Object attributes = Objects.requireNonNull(Reflect.call(request, "getAttributes"));
        Object upgrade = ((Map<?, ?>) attributes).get(HTTP + "HttpUpgrader$Factory");
        if (upgrade == null) {
            // The proxy is asked to connect.
            return;
        }
        Object handler = Reflect.call(upgrade, "getFrameHandler");
        Object config = Reflect.get(Objects.requireNonNull(handler), "endpointConfig");
        Attempt attempt = Attempt.of((ClientEndpointConfig) config);
        if (attempt != null) {
            attempt.endsBy(why -> abort(request, why));
        }
    }

    private static void abort(Object request, Throwable why) {
        try {
            Reflect.call(request, "abort", why);
        } catch (ReflectiveOperationException e) {
            LOG.log(System.Logger.Level.DEBUG, "could not end a request of Jetty", e);
        }
    }

    /** Jetty waits for its threads, and may have called from one of them. */
    @Override
    public void stop(WebSocketContainer container) {
        if (!ours) {
            return;
        }
        Thread thread = new Thread(() -> stopNow(container), "wlsocket-tyrus-stop");
        thread.setDaemon(true);
        stops.removeIf(each -> each.getState() == Thread.State.TERMINATED);
        stops.add(thread);
        thread.start();
    }

    private static void stopNow(WebSocketContainer container) {
        try {
            Reflect.call(container, "stop");
        } catch (ReflectiveOperationException e) {
            LOG.log(System.Logger.Level.DEBUG, "could not stop a Jetty client", e);
        }
    }

    @Override
    public void close() {
        long end = System.nanoTime() + STOP_LIMIT.toNanos();
        try {
            for (Thread each : stops) {
                each.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public int statusIn(Throwable thrown) {
        return ConnectFailures.numberIn(thrown, "UpgradeException", "getResponseStatusCode");
    }

    @Override
    public void opening(Session session, Attempt attempt) {
        DeflateTerms terms = attempt.compression();
        if (terms != null) {
            compressBy(terms, session);
        }
        if (ours) {
            attempt.link().reaches(new JettyTcp(session));
        }
    }

    /**
     * Jetty's client takes what the answer says of one direction for the other. Nothing has been read yet.
     */
    private static void compressBy(DeflateTerms terms, Session session) {
        try {
            Object core = Objects.requireNonNull(Reflect.call(session, "getCoreSession"));
            Object stack = Objects.requireNonNull(Reflect.call(core, "getExtensionStack"));
            for (Object extension : (Collection<?>) Reflect.get(stack, "extensions")) {
                if (Compression.NAME.equals(Reflect.call(extension, "getName"))) {
                    Reflect.set(extension, "incomingContextTakeover", !terms.serverForgets());
                    Reflect.set(extension, "outgoingContextTakeover", !terms.clientForgets());
                }
            }
        } catch (ReflectiveOperationException e) {
            LOG.log(System.Logger.Level.INFO, "this Jetty is not as expected; a link whose server takes "
                    + Compression.NAME + " with client_no_context_takeover may fail", e);
        }
    }
}
