// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.wlsocket.NamedSocket;
import org.wlsocket.NamedSocketException;
import org.wlsocket.SocketOptions;

/** C8 and the life of a name: each state, and what each call does in it. */
@SuppressWarnings("NullAway.Init")
abstract class StateContract extends ContractTests {

    private PeerLink link;

    StateContract(ContractSuite contract) {
        super(contract);
    }

    private NamedSocket socketIn(Place place) {
        NamedSocket socket = connect(SocketOptions.defaults().withAutoConnect(false));
        if (place == Place.IDLE) {
            return socket;
        }
        socket.open();
        link = peer.next();
        if (place == Place.CONNECTING) {
            return socket;
        }
        if (place == Place.FAILED) {
            link.refuse(404, Map.of());
            events.awaitClosed();
            return socket;
        }
        if (place == Place.CLOSING) {
            link.holdReading();
        }
        link.upgrade();
        socket.awaitOpen(PATIENCE);
        events.awaitExactly("Opened");
        end(socket, place);
        return socket;
    }

    private void end(NamedSocket socket, Place place) {
        switch (place) {
            case CLOSING -> {
                IntStream.range(0, 8).forEach(i -> socket.send(LARGE));
                socket.close();
            }
            case CLOSED_BY_US -> {
                socket.close();
                events.awaitClosed();
            }
            case CLOSED_BY_PEER -> {
                link.close(4000, "");
                events.awaitClosed();
            }
            default -> {
                // It is there.
            }
        }
    }

    /** Lets what is still on its way end. */
    private void leave(Place place) {
        if (place == Place.CONNECTING) {
            link.refuse(503, Map.of());
            events.awaitClosed();
        }
        if (place == Place.CLOSING) {
            link.resumeReading();
            events.awaitClosed();
        }
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void c8_state_and_find_tell_the_truth(Place place) {
        NamedSocket socket = socketIn(place);
        assertThat(socket.state().toString()).startsWith(place.state);
        assertThat(sockets.find(NAME).isPresent()).isEqualTo(place.found);
        assertThat(sockets.all().contains(socket)).isEqualTo(place.found);
        leave(place);
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void c3_the_name_is_taken_while_the_socket_lives(Place place) {
        socketIn(place);
        if (place.holdsName) {
            assertThatThrownBy(this::connectIdle).isInstanceOf(NamedSocketException.NameInUse.class);
        } else {
            assertThat(connectIdle()).isSameAs(sockets.find(NAME).orElseThrow());
        }
        leave(place);
    }

    private NamedSocket connectIdle() {
        SocketOptions idle = SocketOptions.defaults().withAutoConnect(false);
        return sockets.connect(NAME, peer.uri(), idle, recorder(event -> {}));
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void c4_send_is_accepted_on_an_open_socket_only(Place place) {
        NamedSocket socket = socketIn(place);
        assertThat(socket.send("x").refusal().orElse(null)).isEqualTo(place.refusal);
        assertThat(socket.send("x", Duration.ZERO).refusal().orElse(null)).isEqualTo(place.refusal);
        leave(place);
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void c2_await_open_and_ping_answer_at_once_unless_the_socket_connects(Place place) {
        NamedSocket socket = socketIn(place);
        if (place.awaitOpen == null) {
            socket.awaitOpen(Duration.ZERO);
            assertThat(socket.ping().toCompletableFuture()).succeedsWithin(PATIENCE);
        } else {
            assertThatThrownBy(() -> socket.awaitOpen(Duration.ZERO)).isInstanceOf(place.awaitOpen);
            assertThat(socket.ping().toCompletableFuture()).isCompletedExceptionally();
        }
        leave(place);
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void c6_a_close_ends_what_lives_and_changes_nothing_else(Place place) {
        NamedSocket socket = socketIn(place);
        String before = events.toString();
        socket.close();
        assertThat(sockets.find(NAME)).isEmpty();
        leave(place);
        if (place.holdsName) {
            assertThat(events.awaitClosed().status().code()).isIn(1000, 1006);
        } else if (place != Place.CLOSING) {
            assertThat(events).hasToString(before);
        }
    }

    @Test
    void c8_the_state_of_a_lost_socket_tells_the_status() {
        NamedSocket socket = connect();
        open(socket).drop();
        events.awaitClosed();
        assertThat(socket.state()).hasToString("Closed(1006)");
    }
}
