// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wlsocket.Destination;
import org.wlsocket.Failure;
import org.wlsocket.NamedSocket;
import org.wlsocket.SocketEvent;
import org.wlsocket.SocketOptions;
import org.wlsocket.SocketState;

/** E6: what this side gives up gives Failed with its cause, then Closed(1006). */
abstract class FailureContract extends ContractTests {

    /** Long enough for a request to come from a container that has started; see {@link #warmUp}. */
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(4);

    FailureContract(ContractSuite contract) {
        super(contract);
    }

    /** The first start of a container on a slow machine must not use up a connect limit. */
    private void warmUp() {
        NamedSocket first = sockets.connect("first", peer.uri(), event -> {});
        PeerLink link = open(first);
        first.close();
        Patience.until("the first link is over", () -> first.state() instanceof SocketState.Closed
                && !link.isLive());
    }

    @Test
    void e6_nobody_listens() {
        sockets.connect(NAME, peer.deadUri(), events);
        assertFailedToConnect("refused", Failure.Reason.REFUSED);
    }

    @Test
    void e6_the_host_is_unknown() {
        onlyOnAWire("names are not looked up in memory");
        onlyWhereTheResolverAnswers();
        sockets.connect(NAME, "ws://no-such-host.invalid/", events);
        assertFailedToConnect("unknown host", Failure.Reason.UNKNOWN_HOST);
    }

    /** A name server that keeps quiet makes any client run into its connect limit. */
    static void onlyWhereTheResolverAnswers() {
        long start = System.nanoTime();
        try {
            InetAddress.getAllByName("not-there.invalid");
            Assumptions.abort("the resolver here knows a name that cannot exist");
        } catch (UnknownHostException expected) {
            boolean soon = System.nanoTime() - start < Duration.ofSeconds(5).toNanos();
            Assumptions.assumeTrue(soon, "the resolver here takes too long to know no such name");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 302, 400, 401, 403, 404, 429, 500, 503})
    void e6_the_upgrade_is_answered_with_another_status(int status) {
        connect();
        peer.next().refuse(status, Map.of("Retry-After", "7"));
        Failure cause = assertFailedToConnect("status " + status, Failure.Reason.HTTP_STATUS);
        limits.check(Waivable.E6_HTTP_STATUS, status, OptionalInt.of(status), cause.httpStatus());
        List<String> retryAfter = cause.httpHeaders().getOrDefault("retry-after", List.of());
        limits.check(Waivable.E6_HTTP_HEADERS, status, List.of("7"), retryAfter);
    }

    @Test
    void e6_the_peer_goes_before_it_answers() {
        onlyOnAWire("there is no connection without an answer in memory");
        warmUp();
        Destination destination = Destination.of(peer.uri());
        // Some container asks again until its time is up.
        boolean asksAgain = limits.lists(Waivable.E6_CONNECT_REASON);
        sockets.connect(NAME, asksAgain ? destination.withConnectLimit(CONNECT_LIMIT) : destination, events);
        peer.next().drop();
        assertFailedToConnect("no answer", Failure.Reason.CONNECTION_LOST);
    }

    @Test
    void e6_the_peer_chooses_a_subprotocol_that_was_not_offered() {
        sockets.connect(NAME, Destination.of(peer.uri()).withSubprotocols("a", "b"), events);
        peer.next().upgrade("c");
        assertFailedToConnect("subprotocol", Failure.Reason.INVALID_HANDSHAKE);
    }

    @Test
    void e6_the_peer_does_not_answer_within_the_connect_limit() {
        warmUp();
        sockets.connect(NAME, Destination.of(peer.uri()).withConnectLimit(CONNECT_LIMIT), events);
        PeerLink link = peer.next();
        assertFailedToConnect("silence", Failure.Reason.TIMED_OUT);
        link.refuse(503, Map.of());
    }

    @Test
    void e6_an_answer_after_the_connect_limit_is_closed_silently() {
        warmUp();
        NamedSocket socket =
                sockets.connect(NAME, Destination.of(peer.uri()).withConnectLimit(CONNECT_LIMIT), events);
        PeerLink link = peer.next();
        assertFailedToConnect("silence", Failure.Reason.TIMED_OUT);
        link.upgradeWith("too late");
        Patience.until("the attempt has returned", () -> socket.statistics().heldAttempts() == 0);
        Patience.until("the link is closed", () -> !link.isLive());
    }

    @Test
    void e6_the_application_closes_before_the_socket_is_open() {
        NamedSocket socket = connect();
        PeerLink link = peer.next();
        socket.close();
        events.awaitExactly("Failed(CONNECT/CLOSED_BY_APPLICATION) Closed(1006)");
        link.refuse(503, Map.of());
    }

    @Test
    void e6_the_peer_breaks_the_protocol() {
        NamedSocket socket = connect();
        PeerLink link = open(socket);
        link.text("before");
        events.awaitCount(2);
        link.violate();
        events.awaitClosed();
        limits.check(
                Waivable.E6_VIOLATION,
                "RESERVED_OPCODE",
                "Opened Text(before) Failed(OPEN/PROTOCOL_VIOLATION) Closed(1006)",
                events);
    }

    @Test
    void e6_the_peer_breaks_the_protocol_after_our_close() {
        NamedSocket socket = connect();
        PeerLink link = open(socket);
        link.ignoreClose();
        socket.close();
        Patience.until("the close has come", () -> link.closedWith().isPresent());
        link.violate();
        events.awaitClosed();
        limits.check(
                Waivable.E6_VIOLATION_AFTER_CLOSE,
                "Opened Failed(CLOSE/PROTOCOL_VIOLATION) Closed(1006)",
                events);
    }

    @Test
    void e6_a_write_makes_no_progress_within_the_write_limit() {
        NamedSocket socket = connect(SocketOptions.defaults().withWriteLimit(SHORT));
        PeerLink link = openUnread(socket);
        fill(socket);
        events.awaitExactly("Opened Failed(WRITE/TIMED_OUT) Closed(1006)");
        assertThat(socket.statistics().accepted()).isPositive();
        assertThat(socket.statistics().pending()).isZero();
        assertCut(link);
        link.resumeReading();
    }

    @Test
    void e6_the_state_tells_the_cause_too() {
        NamedSocket socket = sockets.connect(NAME, peer.deadUri(), events);
        events.awaitClosed();
        SocketState.Closed closed = (SocketState.Closed) socket.state();
        assertThat(closed.status().code()).isEqualTo(1006);
        assertThat(closed.cause()).contains(events.await(SocketEvent.Failed.class).cause());
    }

    private Failure assertFailedToConnect(String what, Failure.Reason reason) {
        events.awaitClosed(PATIENCE.plus(Duration.ofSeconds(5)));
        assertThat(events.events()).hasSize(2);
        Failure cause = events.await(SocketEvent.Failed.class).cause();
        assertThat(events.awaitClosed().status().code()).isEqualTo(1006);
        assertThat(cause.phase()).isEqualTo(Failure.Phase.CONNECT);
        assertThat(cause.message()).isNotBlank();
        limits.check(Waivable.E6_CONNECT_REASON, what, reason, cause.reason());
        return cause;
    }
}
