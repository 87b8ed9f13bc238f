// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.ContainerProvider;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.WebSocketContainer;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wlsocket.CloseStatus;
import org.wlsocket.Destination;
import org.wlsocket.Failure;
import org.wlsocket.NamedSocket;
import org.wlsocket.NamedSocketException;
import org.wlsocket.Reconnect;
import org.wlsocket.SocketOptions;
import org.wlsocket.Sockets;
import org.wlsocket.spi.ConnectFailedException;
import org.wlsocket.spi.SocketProvider;
import org.wlsocket.tck.EventRecorder;
import org.wlsocket.tck.Script;
import org.wlsocket.tck.ScriptedServer;

/** The binding in an application, the container of the server below it: nothing global is changed (D5). */
class ForeignContainerTest {

    /** Found in the place of the container's own; not final, because each test says what is found. */
    public static final class Found extends ContainerProvider {

        private static volatile Supplier<WebSocketContainer> next = Found::stub;
        private static final List<String> CALLS = new CopyOnWriteArrayList<>();
        private static final List<ClientEndpointConfig> CONFIGS = new CopyOnWriteArrayList<>();

        @Override
        protected WebSocketContainer getContainer() {
            return next.get();
        }

        private static WebSocketContainer stub() {
            Class<?>[] types = {WebSocketContainer.class};
            return (WebSocketContainer) Proxy.newProxyInstance(
                    WebSocketContainer.class.getClassLoader(), types, (proxy, method, arguments) -> {
                        CALLS.add(method.getName());
                        if (!method.getName().equals("connectToServer")) {
                            return null;
                        }
                        CONFIGS.add((ClientEndpointConfig) arguments[1]);
                        throw new DeploymentException("a stub");
                    });
        }
    }

    /** Brought by the application. */
    public static final class Own extends ContainerProvider {

        @Override
        protected WebSocketContainer getContainer() {
            Class<?>[] types = {WebSocketContainer.class};
            return (WebSocketContainer) Proxy.newProxyInstance(
                    Own.class.getClassLoader(), types, (proxy, method, arguments) -> {
                        if (method.getName().equals("connectToServer")) {
                            throw new DeploymentException("the application's own");
                        }
                        return null;
                    });
        }
    }

    @TempDir
    Path folder;

    @Test
    void d5_the_idle_time_out_of_a_servers_own_container_is_left_alone() throws Exception {
        WebSocketContainer servers = ContainerProvider.getWebSocketContainer();
        Found.next = () -> servers;
        long before = servers.getDefaultMaxSessionIdleTimeout();
        try (ScriptedServer server = ScriptedServer.start(Script.echo());
                ApplicationLoader application = new ApplicationLoader(folder, Found.class.getName());
                SocketProvider provider = application.provider()) {
            assertThat(provider.getClass()).isNotEqualTo(JakartaProvider.class);
            RecordingListener listener = new RecordingListener();
            provider.connect(ProviderTests.to(server.uri("/")), listener);
            assertThat(listener.next()).isEqualTo("opened");
            listener.wire().abort(CloseStatus.NORMAL);

            assertThat(servers.getDefaultMaxSessionIdleTimeout()).isEqualTo(before);
            assertThat(servers).extracting("properties").asInstanceOf(
                            org.assertj.core.api.InstanceOfAssertFactories.MAP).isEmpty();
        }
    }

    @Test
    void d5_an_unknown_container_is_asked_to_connect_and_nothing_else() throws Exception {
        Found.CALLS.clear();
        Found.next = Found::stub;
        try (ApplicationLoader application = new ApplicationLoader(folder, Found.class.getName());
                SocketProvider provider = application.provider()) {
            assertThatThrownBy(() -> provider.connect(
                            ProviderTests.to(URI.create("ws://localhost/")), new RecordingListener()))
                    .hasMessageContaining("a stub");

            assertThat(Found.CALLS).containsExactly("connectToServer");
            assertThat(provider.letReaderWait()).isTrue();
            assertThat(provider.letReaderWait()).isTrue();
            assertThat(provider.letReaderWait()).as("its threads may be few (E10)").isFalse();
        }
    }

    @Test
    void d5_the_container_that_an_application_brings_goes_before_the_servers() throws Exception {
        Found.next = Found::stub;
        String[] services = {Found.class.getName(), "not.shown", Own.class.getName()};
        try (ApplicationLoader application = new ApplicationLoader(folder, services);
                SocketProvider provider = application.provider()) {
            assertThatThrownBy(() -> provider.connect(
                            ProviderTests.to(URI.create("ws://localhost/")), new RecordingListener()))
                    .hasMessageContaining("the application's own");
        }
    }

    @Test
    void d5_a_container_that_only_the_context_class_loader_shows_is_found() throws Exception {
        Found.next = Found::stub;
        try (ApplicationLoader application = new ApplicationLoader(folder);
                ApplicationLoader context = new ApplicationLoader(folder, Found.class.getName());
                SocketProvider provider = application.provider()) {
            assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(context);
            assertThatThrownBy(() -> provider.connect(
                            ProviderTests.to(URI.create("ws://localhost/")), new RecordingListener()))
                    .hasMessageContaining("a stub");
        }
    }

    @Test
    void e6_an_unknown_container_gets_a_context_that_checks_the_host() throws Exception {
        Found.CONFIGS.clear();
        Found.next = Found::stub;
        Destination server = Destination.of("wss://localhost/");
        try (ApplicationLoader application = new ApplicationLoader(folder, Found.class.getName());
                SocketProvider provider = application.provider()) {
            for (Destination each : List.of(server, server.withHostCheck(false))) {
                assertThatThrownBy(() -> provider.connect(ProviderTests.to(each), new RecordingListener()))
                        .hasMessageContaining("a stub");
            }

            assertThat(
                    Found.CONFIGS.get(0).getSSLContext().createSSLEngine("localhost", 443).getSSLParameters()
                            .getEndpointIdentificationAlgorithm())
                    .isEqualTo("HTTPS");
            SSLEngine anyHosts = Found.CONFIGS.get(1).getSSLContext().createSSLEngine("localhost", 443);
            EngineContext.checkingHost(anyHosts);
            assertThat(anyHosts.getSSLParameters().getEndpointIdentificationAlgorithm()).isNull();
        }
    }

    @Test
    void r4_a_container_that_cannot_be_loaded_is_told_as_one_that_is_missing_for_good() throws Exception {
        Found.next = () -> {
            throw new ServiceConfigurationError("broken");
        };
        try (ApplicationLoader application = new ApplicationLoader(folder, Found.class.getName());
                SocketProvider provider = application.provider()) {
            assertThatThrownBy(() -> provider.connect(
                            ProviderTests.to(URI.create("ws://localhost/")), new RecordingListener()))
                    .isInstanceOfSatisfying(ConnectFailedException.class, thrown -> {
                        assertThat(thrown.failure().reason()).isEqualTo(Failure.Reason.UNSUPPORTED);
                        assertThat(thrown.failure().message())
                                .contains(
                                "expected a Jakarta WebSocket client container", "found", "add one");
                    });
        }
    }

    @Test
    void r4_without_a_container_there_is_one_attempt_whatever_is_set() throws Exception {
        Found.next = () -> {
            throw new IllegalStateException("Could not find an implementation class.");
        };
        try (ApplicationLoader application = new ApplicationLoader(folder, Found.class.getName());
                Sockets sockets =
                        Sockets.builder().provider(application.provider()).build()) {
            EventRecorder events = new EventRecorder();
            SocketOptions staying = SocketOptions.defaults().withReconnect(Reconnect.on());
            NamedSocket socket = sockets.connect("client", "ws://localhost/", staying, events);
            events.awaitExactly("Failed(CONNECT/UNSUPPORTED) Closed(1006)");
            assertThatThrownBy(() -> socket.awaitOpen(Duration.ofSeconds(10)))
                    .isInstanceOf(NamedSocketException.Ended.class)
                    .hasMessageContaining("add one, such as");
        }
    }
}
