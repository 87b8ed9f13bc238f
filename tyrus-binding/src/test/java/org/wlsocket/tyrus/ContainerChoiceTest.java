// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.websocket.ContainerProvider;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.WebSocketContainer;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wlsocket.CloseStatus;
import org.wlsocket.Failure;
import org.wlsocket.Reconnect;
import org.wlsocket.SocketOptions;
import org.wlsocket.Sockets;
import org.wlsocket.spi.ConnectFailedException;
import org.wlsocket.spi.SocketProvider;
import org.wlsocket.tck.EventRecorder;
import org.wlsocket.tck.LogRecorder;
import org.wlsocket.tck.Script;
import org.wlsocket.tck.ScriptedServer;

/** Which container is taken where there are several, and how that is said. */
class ContainerChoiceTest {

    private static final String PROPERTY = "wlsocket.container";

    /** Brought by the application; tells by what it throws that it was asked to connect. */
    public static class First extends ContainerProvider {

        @Override
        protected WebSocketContainer getContainer() {
            String name = getClass().getSimpleName();
            return (WebSocketContainer) Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {WebSocketContainer.class},
                    (proxy, method, arguments) -> {
                        if (method.getName().equals("connectToServer")) {
                            throw new DeploymentException("asked: " + name);
                        }
                        return null;
                    });
        }
    }

    /** Brought too. */
    public static final class Second extends First {}

    /** Brought, and of no use. */
    public static final class Broken extends ContainerProvider {

        @Override
        protected WebSocketContainer getContainer() {
            throw new IllegalStateException("broken");
        }
    }

    private static final String FIRST = First.class.getName();
    private static final String SECOND = Second.class.getName();
    private static final String SERVERS = ServersContainer.class.getName();

    @TempDir
    Path folder;

    @AfterEach
    void nothing_is_chosen_any_more() {
        System.clearProperty(PROPERTY);
    }

    private static Failure failureOf(SocketProvider provider) {
        ConnectFailedException thrown = catchThrowableOfType(
                ConnectFailedException.class,
                () -> provider.connect(
                        ProviderTests.to(URI.create("ws://localhost/")), new RecordingListener()));
        assertThat(thrown).as("expected the attempt to fail").isNotNull();
        return thrown.failure();
    }

    private Failure failureWith(String... services) throws Exception {
        try (ApplicationLoader application = new ApplicationLoader(folder, services);
                SocketProvider provider = application.provider()) {
            return failureOf(provider);
        }
    }

    @Test
    void of_two_the_first_is_taken_and_one_entry_of_the_log_says_so() throws Exception {
        String[] services = {FIRST, SECOND};
        try (LogRecorder log = LogRecorder.start();
                ApplicationLoader application = new ApplicationLoader(folder, services);
                SocketProvider provider = application.provider()) {
            for (int i = 0; i < 3; i++) {
                assertThat(failureOf(provider).message()).contains("asked: First");
            }

            String from = " from " + ApplicationLoader.locationOf(First.class);
            assertThat(log.warnings()).singleElement().asString().contains(
                    "expected one",
                    "found: (" + FIRST + from + "), (" + SECOND + from + ");",
                    "taken is: " + FIRST + from + ";",
                    "leave one on the class path",
                    PROPERTY);
        }
    }

    @Test
    void one_is_told_in_the_details_alone() throws Exception {
        try (LogRecorder log = LogRecorder.start()) {
            assertThat(failureWith(FIRST).message()).contains("asked: First");

            assertThat(log.warnings()).isEmpty();
            assertThat(log.details()).anyMatch(entry -> entry.contains("run on") && entry.contains(FIRST));
        }
    }

    @Test
    void one_that_is_listed_twice_counts_once() throws Exception {
        try (LogRecorder log = LogRecorder.start()) {
            assertThat(failureWith(FIRST, FIRST).message()).contains("asked: First");

            assertThat(log.warnings()).isEmpty();
        }
    }

    @Test
    void the_next_one_is_taken_where_the_first_does_not_start() throws Exception {
        try (LogRecorder log = LogRecorder.start()) {
            assertThat(failureWith(Broken.class.getName(), SECOND).message()).contains("asked: Second");

            assertThat(log.warnings()).singleElement().asString().contains("taken is: " + SECOND);
        }
    }

    @Test
    void the_property_names_the_class_of_a_provider() throws Exception {
        System.setProperty(PROPERTY, SECOND);
        try (LogRecorder log = LogRecorder.start()) {
            assertThat(failureWith(FIRST, SECOND).message()).contains("asked: Second");

            assertThat(log.warnings()).isEmpty();
        }
    }

    @Test
    void a_name_that_nothing_has_fails_and_says_what_is_there() throws Exception {
        System.setProperty(PROPERTY, "jetty");

        Failure failure = failureWith(FIRST, SECOND);

        assertThat(failure.reason()).isEqualTo(Failure.Reason.UNSUPPORTED);
        assertThat(failure.message()).contains(
                "expected the WebSocket container",
                PROPERTY + "=jetty",
                "found: (" + FIRST,
                SECOND,
                "; name one of these");
    }

    @Test
    void a_name_of_one_that_does_not_start_fails_and_says_so() throws Exception {
        System.setProperty(PROPERTY, Broken.class.getName());
        try (LogRecorder log = LogRecorder.start()) {
            Failure failure = failureWith(FIRST, Broken.class.getName());

            assertThat(failure.reason()).isEqualTo(Failure.Reason.UNSUPPORTED);
            assertThat(failure.message()).contains("does not start");
            assertThat(log.warnings()).singleElement().asString().contains("Broken", "cannot be used");
        }
    }

    @Test
    void a_name_where_there_is_no_container_at_all_fails() throws Exception {
        System.setProperty(PROPERTY, "tomcat");

        Failure failure = failureWith();

        assertThat(failure.reason()).isEqualTo(Failure.Reason.UNSUPPORTED);
        assertThat(failure.message()).contains(PROPERTY + "=tomcat", "found: none; add it");
    }

    @Test
    void r4_a_name_that_nothing_has_ends_a_socket_for_good() throws Exception {
        System.setProperty(PROPERTY, "jetty");
        try (ApplicationLoader application = new ApplicationLoader(folder, FIRST);
                Sockets sockets =
                        Sockets.builder().provider(application.provider()).build()) {
            EventRecorder events = new EventRecorder();
            SocketOptions staying = SocketOptions.defaults().withReconnect(Reconnect.on());
            var unused = sockets.connect("client", "ws://localhost/", staying, events);
            events.awaitExactly("Failed(CONNECT/UNSUPPORTED) Closed(1006)");
        }
    }

    @Test
    void d5_a_name_chooses_among_what_the_application_brings_and_not_the_servers() throws Exception {
        ServersContainer.next = () -> new StubContainer(null);
        System.setProperty(PROPERTY, SERVERS);

        assertThat(failureWith(FIRST, SERVERS).message())
                .contains("found: (" + FIRST)
                .doesNotContain("asked");
    }

    @ParameterizedTest
    @ValueSource(classes = {ServersContainer.class, StubContainer.class})
    void d5_the_servers_own_may_be_named_by_its_provider_or_its_class(Class<?> type) throws Exception {
        ServersContainer.next = () -> new StubContainer(null);
        System.setProperty(PROPERTY, type.getName());
        try (ScriptedServer server = ScriptedServer.start(Script.echo());
                ApplicationLoader application = new ApplicationLoader(folder, SERVERS);
                SocketProvider provider = application.provider()) {
            assertOpens(provider, server);
        }
    }

    @Test
    void d5_another_name_than_that_of_the_servers_own_is_refused() throws Exception {
        ServersContainer.next = () -> new StubContainer(null);
        System.setProperty(PROPERTY, "undertow");

        Failure failure = failureWith(SERVERS);

        assertThat(failure.reason()).isEqualTo(Failure.Reason.UNSUPPORTED);
        assertThat(failure.message()).contains(
                PROPERTY + "=undertow",
                "found: the server's (" + StubContainer.class.getName(),
                "; name that one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tyrus", " Tyrus "})
    void a_known_make_is_named_by_its_short_name(String name) throws Exception {
        System.setProperty(PROPERTY, name);
        try (ScriptedServer server = ScriptedServer.start(Script.echo());
                JakartaProvider provider = new JakartaProvider()) {
            assertOpens(provider, server);
        }
    }

    private static void assertOpens(SocketProvider provider, ScriptedServer server) throws Exception {
        RecordingListener listener = new RecordingListener();
        provider.connect(ProviderTests.to(server.uri("/")), listener);
        assertThat(listener.next()).isEqualTo("opened");
        listener.wire().abort(CloseStatus.NORMAL);
    }

    @Test
    void another_make_than_the_one_that_is_there_is_refused_with_its_short_name_and_its_jar() {
        System.setProperty(PROPERTY, "jetty");
        try (JakartaProvider provider = new JakartaProvider()) {
            assertThat(failureOf(provider).message())
                    .contains(PROPERTY + "=jetty", "found: (tyrus, org.glassfish.tyrus.", ".jar)");
        }
    }
}
