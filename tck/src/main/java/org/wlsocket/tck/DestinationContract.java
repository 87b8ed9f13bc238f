// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wlsocket.Destination;
import org.wlsocket.Failure;
import org.wlsocket.NamedSocket;
import org.wlsocket.NamedSocketException;
import org.wlsocket.SocketEvent;
import org.wlsocket.SocketOptions;

/** C2: what is asked for goes out as it is written, and what cannot is refused before anything happens. */
abstract class DestinationContract extends ContractTests {

    DestinationContract(ContractSuite contract) {
        super(contract);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/a/b",
                "/a%20b",
                "/a%2Fb",
                "/%0D%0AX-Injected:%20yes",
                "/?q=1&r=%26",
                "/?q=%20%2F%0D%0AX-Injected:%20yes",
                "/a;b=c",
                "/a//b/../c",
                "/%C3%A9?%e9=%25"
            })
    void c2_the_request_target_goes_out_byte_for_byte(String target) {
        onlyOnAWire("the peer in memory listens at one address");
        connectTo(target);
        PeerLink link = accept();
        limits.check(Waivable.C2_TARGET, target, target, link.target());
        events.awaitExactly("Opened");
    }

    @Test
    void c2_characters_outside_ascii_go_out_as_percent_encoded_utf8() {
        onlyOnAWire("the peer in memory listens at one address");
        connectTo("/grün?ö=日");
        PeerLink link = accept();
        String expected = "/gr%C3%BCn?%C3%B6=%E6%97%A5";
        limits.check(Waivable.C2_TARGET, "not ASCII", expected, link.target());
        events.awaitExactly("Opened");
    }

    @Test
    void c2_a_long_request_target_goes_out_or_is_refused_at_once() {
        onlyOnAWire("the peer in memory listens at one address");
        String target = "/?token=" + "x".repeat(5_000);
        connectTo(target);
        String found;
        if (limits.lists(Waivable.C2_LONG_TARGET)) {
            Failure cause = events.await(SocketEvent.Failed.class).cause();
            found = cause.reason() == Failure.Reason.UNSUPPORTED ? "refused" : cause.toString();
            events.awaitExactly("Failed(CONNECT/UNSUPPORTED) Closed(1006)");
        } else {
            found = accept().target().equals(target) ? "taken" : "changed";
            events.awaitExactly("Opened");
        }
        limits.check(Waivable.C2_LONG_TARGET, "taken", found);
    }

    private void connectTo(String target) {
        sockets.connect(NAME, peer.uri().replaceFirst("/$", "") + target, events);
    }

    @Test
    void c2_headers_and_subprotocols_go_out_and_the_choice_comes_back() {
        Destination destination = Destination.of(peer.uri())
                .withHeader("X-Api-Key", "secret, really")
                .withHeader("Authorization", "Bearer abc")
                .withSubprotocols("chat.v2", "chat.v1");
        sockets.connect(NAME, destination, events);
        PeerLink link = peer.next();
        assertThat(link.subprotocols()).containsExactly("chat.v2", "chat.v1");
        limits.check(Waivable.C2_HEADER, List.of("secret, really"), link.header("X-Api-Key"));
        limits.check(Waivable.C2_HEADER, List.of("Bearer abc"), link.header("Authorization"));
        link.upgrade("chat.v1");
        assertThat(events.await(SocketEvent.Opened.class).subprotocol()).contains("chat.v1");
    }

    @Test
    void c2_without_a_choice_there_is_no_subprotocol() {
        sockets.connect(NAME, Destination.of(peer.uri()).withSubprotocols("chat"), events);
        accept();
        assertThat(events.await(SocketEvent.Opened.class).subprotocol()).isEmpty();
    }

    @Test
    @SuppressWarnings("NullAway")
    void c2_bad_arguments_are_refused_at_once_and_nothing_happens() {
        Stream<ThrowingCallable> calls = Stream.of(
                () -> sockets.connect("", peer.uri(), events),
                () -> sockets.connect(" \t", peer.uri(), events),
                () -> sockets.connect((String) null, peer.uri(), events),
                () -> sockets.connect(NAME, (String) null, events),
                () -> sockets.connect(NAME, "http://localhost/", events),
                () -> sockets.connect(NAME, "ws://user:secret@localhost/", events),
                () -> sockets.connect(NAME, "ws://localhost/#part", events),
                () -> sockets.connect(NAME, "ws://localhost:65536/", events),
                () -> sockets.connect(NAME, (Destination) null, events),
                () -> sockets.connect(NAME, peer.uri(), (SocketOptions) null, events),
                () -> Destination.of(peer.uri()).withSubprotocols("a", "a"),
                () -> Destination.of(peer.uri()).withSubprotocols("a b"),
                () -> Destination.of(peer.uri()).withHeader("X", "a\r\nY: b"),
                () -> Destination.of(peer.uri()).withHeader("X", "a\nY: b"),
                () -> Destination.of(peer.uri()).withHeader("X\r\nY", "b"),
                () -> Destination.of(peer.uri()).withHeader("X Y", "b"),
                () -> Destination.of(peer.uri()).withHeader("", "b"));
        calls.forEach(call -> assertThatThrownBy(call)
                .isInstanceOf(NamedSocketException.BadArgument.class)
                .hasMessageContainingAll("expected", "found", ";")
                .hasMessageNotContaining("secret"));
        assertThat(sockets.all()).isEmpty();
        assertThat(events).hasToString("");
        assertThat(peer.live()).isZero();
    }

    @Test
    @SuppressWarnings("NullAway")
    void c2_a_listener_must_be_given() {
        assertThatThrownBy(() -> sockets.connect(NAME, peer.uri(), (org.wlsocket.SocketListener) null))
                .isInstanceOf(NamedSocketException.BadArgument.class);
        assertThat(sockets.find(NAME)).isEmpty();
    }

    @Test
    void c2_a_literal_ipv6_address_is_reached() {
        onlyOnAWire("there are no addresses in memory");
        try (WirePeer there = WirePeer.onIpv6(serverBuilder())) {
            NamedSocket socket = sockets.connect(NAME, there.uri(), events);
            PeerLink link = there.next().upgrade();
            link.text("over IPv6");
            events.awaitExactly("Opened Text(over IPv6)");
            socket.close();
            events.awaitExactly("Opened Text(over IPv6) Closed(1000)");
        }
    }
}
