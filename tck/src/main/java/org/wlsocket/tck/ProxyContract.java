// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wlsocket.Destination;
import org.wlsocket.Failure;
import org.wlsocket.NamedSocket;
import org.wlsocket.ProxySettings;
import org.wlsocket.SocketEvent;

/** E6 and C2 through an HTTP proxy: the one that the destination says, and no other. */
abstract class ProxyContract extends ContractTests {

    private static final int LINKS = 100;

    /** A container may trip over a proxy that is fast, and be asked again. */
    private static final int MOST_TRIES = 5;

    private static final String REFUSED = "Failed(CONNECT/PROXY) Closed(1006)";

    ProxyContract(ContractSuite contract) {
        super(contract);
    }

    @BeforeEach
    void skip_what_has_no_wire() {
        onlyOnAWire("there is no proxy in memory");
    }

    /** The one test of a container that takes none says that, and {@link Limits} says why. */
    private void onlyThroughProxies() {
        Assumptions.assumeFalse(limits.lists(Waivable.E6_PROXY_TAKEN), "this container takes no proxy");
    }

    @Test
    void e6_a_container_without_a_way_through_a_proxy_refuses_and_nobody_is_reached() throws IOException {
        try (ScriptedProxy proxy = ScriptedProxy.refusing(502)) {
            sockets.connect(NAME, here(through(proxy)), events);
            events.awaitClosed();
            boolean refused = events.await(SocketEvent.Failed.class).cause().reason()
                    == Failure.Reason.UNSUPPORTED;
            limits.check(Waivable.E6_PROXY_TAKEN, "taken", refused ? "refused" : "taken");
            assertThat(proxy.accepted()).isEqualTo(refused ? 0 : 1);
        }
    }

    private static ProxySettings through(ScriptedProxy proxy) {
        return ProxySettings.of("127.0.0.1", proxy.port());
    }

    /** A host that only the proxy takes for this one: names are its affair. */
    private Destination elsewhere(ProxySettings settings) {
        int port = URI.create(peer.uri()).getPort();
        return Destination.of("ws://server.invalid:" + port + "/").withProxy(settings);
    }

    private Destination here(ProxySettings settings) {
        return Destination.of(peer.uri()).withProxy(settings);
    }

    private void assertEcho(Destination destination) {
        NamedSocket socket = sockets.connect(NAME, destination, events);
        PeerLink link = open(socket);
        link.text("hello");
        events.awaitExactly("Opened Text(hello)");
        socket.close();
        events.awaitExactly("Opened Text(hello) Closed(1000)");
    }

    private Failure assertFailed(String what, Destination destination, String expected) {
        sockets.connect(NAME, destination, events);
        events.awaitClosed();
        limits.check(Waivable.E6_PROXY, what, expected, events);
        return events.await(SocketEvent.Failed.class).cause();
    }

    @Test
    void e6_a_proxy_connects_and_is_told_the_name_of_the_host() throws IOException {
        onlyThroughProxies();
        try (ScriptedProxy proxy = ScriptedProxy.open()) {
            assertEcho(elsewhere(through(proxy)));
            assertThat(proxy.requests()).hasSizeBetween(1, MOST_TRIES)
                    .allSatisfy(head -> assertThat(head).startsWith("CONNECT server.invalid:"));
        }
    }

    /** The proxy answers so fast that a container may not have noted yet that its request has gone. */
    @Test
    void e6_link_after_link_opens_through_a_proxy() throws IOException {
        onlyThroughProxies();
        try (ScriptedProxy proxy = ScriptedProxy.open()) {
            for (int i = 0; i < LINKS; i++) {
                NamedSocket socket = sockets.connect("link " + i, elsewhere(through(proxy)), event -> {});
                peer.next().upgrade();
                socket.awaitOpen(PATIENCE);
                socket.close();
            }
        }
    }

    @Test
    void e6_tls_goes_through_a_proxy() throws IOException {
        onlyThroughProxies();
        try (ScriptedProxy proxy = ScriptedProxy.open();
                ScriptedServer server = ScriptedServer.startTls(
                        TestCertificates.localhost().serverContext(), Script.echo())) {
            Destination destination = Destination.of(server.uri("localhost", "/"))
                    .withProxy(through(proxy))
                    .withSslContext(TestCertificates.clientContext());
            NamedSocket socket = sockets.connect(NAME, destination, events);
            socket.awaitOpen(PATIENCE);
            socket.send("through it");
            events.awaitExactly("Opened Text(through it)");
            socket.close();
            events.awaitExactly("Opened Text(through it) Closed(1000)");
            assertThat(proxy.accepted()).isBetween(1, MOST_TRIES);
        }
    }

    @Test
    void e6_through_a_proxy_the_certificate_is_checked_for_the_host() throws IOException {
        onlyThroughProxies();
        try (ScriptedProxy proxy = ScriptedProxy.open();
                ScriptedServer server = ScriptedServer.startTls(
                        TestCertificates.wrongHost().serverContext(), Script.echo())) {
            Destination destination = Destination.of(server.uri("localhost", "/"))
                    .withProxy(through(proxy))
                    .withSslContext(TestCertificates.clientContext());
            assertFailed("other host", destination, "Failed(CONNECT/WRONG_HOST) Closed(1006)");
        }
    }

    @Test
    void e6_basic_credentials_are_shown_to_the_proxy_and_to_nobody_else() throws IOException {
        onlyThroughProxies();
        try (ScriptedProxy proxy = ScriptedProxy.requiringBasic("app", "sécret")) {
            Destination destination = elsewhere(through(proxy).withCredentials("app", "sécret"));
            NamedSocket socket = sockets.connect(NAME, destination, events);
            PeerLink link = peer.next();
            assertThat(link.header("Proxy-Authorization")).isEmpty();
            link.upgrade();
            socket.awaitOpen(PATIENCE);
            socket.close();
            events.awaitExactly("Opened Closed(1000)");
        }
    }

    @Test
    void e6_a_proxy_that_wants_credentials_says_407() throws IOException {
        onlyThroughProxies();
        try (ScriptedProxy proxy = ScriptedProxy.requiringBasic("app", "secret")) {
            Failure cause = assertFailed("none", elsewhere(through(proxy)), REFUSED);
            assertThat(cause.httpStatus()).hasValue(407);
            assertThat(cause.message()).contains("expected", "found", "407", "withCredentials");
        }
    }

    @Test
    void e6_wrong_credentials_are_refused_and_not_shown() throws IOException {
        onlyThroughProxies();
        try (ScriptedProxy proxy = ScriptedProxy.requiringBasic("app", "secret")) {
            Destination wrong = elsewhere(through(proxy).withCredentials("app", "guess"));
            Failure cause = assertFailed("wrong", wrong, REFUSED);
            assertThat(cause.httpStatus()).hasValue(407);
            assertThat(cause.message()).contains("Basic").doesNotContain("guess", "YXBw");
        }
    }

    @Test
    void e6_digest_is_refused_with_a_message_that_says_what_is_spoken() throws IOException {
        onlyThroughProxies();
        try (ScriptedProxy proxy = ScriptedProxy.requiringDigest()) {
            Destination destination = elsewhere(through(proxy).withCredentials("app", "secret"));
            Failure cause = assertFailed("digest", destination, REFUSED);
            assertThat(cause.httpStatus()).hasValue(407);
            assertThat(cause.message()).contains("Basic is the only scheme that is spoken, not Digest");
        }
    }

    @Test
    void e6_a_proxy_that_cannot_reach_the_server_says_so_with_its_status() throws IOException {
        onlyThroughProxies();
        try (ScriptedProxy proxy = ScriptedProxy.refusing(502)) {
            Failure cause = assertFailed("502", elsewhere(through(proxy)), REFUSED);
            assertThat(cause.httpStatus()).hasValue(502);
        }
    }

    @Test
    void e6_a_refusal_is_told_soon_also_where_tls_would_follow() throws IOException {
        onlyThroughProxies();
        try (ScriptedProxy proxy = ScriptedProxy.refusing(403)) {
            Destination destination = Destination.of("wss://server.invalid/").withProxy(through(proxy));
            Failure cause = assertFailed("403", destination, REFUSED);
            assertThat(cause.httpStatus()).hasValue(403);
        }
    }

    @Test
    void e6_a_silent_proxy_is_left_at_the_connect_limit() throws IOException {
        onlyThroughProxies();
        try (ScriptedProxy proxy = ScriptedProxy.silent()) {
            Destination destination = elsewhere(through(proxy)).withConnectLimit(Duration.ofSeconds(1));
            NamedSocket socket = sockets.connect(NAME, destination, events);
            events.awaitExactly("Failed(CONNECT/TIMED_OUT) Closed(1006)");
            Patience.until(
                    "the attempt has returned", () -> socket.statistics().heldAttempts() == 0);
        }
    }

    @Test
    void e6_without_a_proxy_the_one_of_the_system_is_not_used() throws IOException {
        try (ScriptedProxy proxy = ScriptedProxy.refusing(502)) {
            withSystemProxy(proxy, () -> {
                if (limits.lists(Waivable.E6_PROXY_OF_THE_SYSTEM)) {
                    sockets.connect(NAME, here(ProxySettings.direct()), events);
                    Failure cause = events.await(SocketEvent.Failed.class).cause();
                    assertThat(cause.phase()).isEqualTo(Failure.Phase.CONNECT);
                    events.awaitClosed();
                } else {
                    assertEcho(here(ProxySettings.direct()));
                }
            });
            String found = proxy.accepted() == 0 ? "not used" : "used";
            limits.check(Waivable.E6_PROXY_OF_THE_SYSTEM, "not used", found);
        }
    }

    @Test
    void e6_a_proxy_that_fails_does_not_give_way_to_the_one_of_the_system() throws IOException {
        onlyThroughProxies();
        try (DeadPort dead = DeadPort.take();
                ScriptedProxy proxy = ScriptedProxy.open()) {
            ProxySettings nobody = ProxySettings.of("127.0.0.1", dead.port());
            Destination destination = elsewhere(nobody);
            withSystemProxy(
                    proxy,
                    () -> assertFailed("nobody", destination, REFUSED));
            assertThat(proxy.accepted()).isZero();
        }
    }

    @Test
    void e6_the_proxy_of_the_system_is_used_when_the_destination_says_so() throws IOException {
        onlyThroughProxies();
        try (ScriptedProxy proxy = ScriptedProxy.open()) {
            withSystemProxy(proxy, () -> assertEcho(elsewhere(ProxySettings.system())));
            assertThat(proxy.accepted()).isBetween(1, MOST_TRIES);
        }
    }

    @Test
    void e6_hosts_without_a_proxy_are_reached_directly() throws IOException {
        try (ScriptedProxy proxy = ScriptedProxy.refusing(502)) {
            assertEcho(here(through(proxy).withoutProxyFor("*.intern", "127.*")));
            assertThat(proxy.accepted()).isZero();
        }
    }

    private static void withSystemProxy(ScriptedProxy proxy, Runnable test) throws IOException {
        ProxySelector before = ProxySelector.getDefault();
        InetSocketAddress address = new InetSocketAddress(Loopback.IPV4.address(), proxy.port());
        ProxySelector.setDefault(ProxySelector.of(address));
        try {
            test.run();
        } finally {
            ProxySelector.setDefault(before);
        }
    }

    @Test
    void e6_a_proxy_that_is_down_is_named_and_not_the_server() throws IOException {
        onlyThroughProxies();
        try (DeadPort down = DeadPort.take()) {
            ProxySettings proxy = ProxySettings.of("127.0.0.1", down.port());
            Failure cause = assertFailed("nobody", elsewhere(proxy), REFUSED);
            assertThat(cause.httpStatus()).isEmpty();
            assertThat(cause.message())
                    .contains("expected an HTTP proxy at 127.0.0.1:" + down.port(), "found");
        }
    }
}
