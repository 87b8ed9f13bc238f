// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wlsocket.Credentials;
import org.wlsocket.CredentialsProvider;
import org.wlsocket.Destination;
import org.wlsocket.Failure;
import org.wlsocket.NamedSocket;
import org.wlsocket.SocketEvent;
import org.wlsocket.SocketOptions;
import org.wlsocket.SocketState.Waiting.HeldBy;

/** R5: credentials for each attempt, by whatever provider. */
class CredentialsStoryTest extends Story {

    private static final Destination WHERE = Destination.of("ws://memory/");

    private final List<CredentialsProvider.Request> calls = new ArrayList<>();

    private NamedSocket connect(CredentialsProvider provider, SocketOptions options) {
        Destination destination = WHERE.withCredentials(request -> {
            calls.add(request);
            return provider.provide(request);
        });
        return virtual.connect("client", destination, options, event -> {});
    }

    private NamedSocket connect(CredentialsProvider provider) {
        return connect(provider, STAYING);
    }

    private Credentials token() {
        return Credentials.bearer("token " + calls.size());
    }

    private Failure firstFailure() {
        return virtual.events().stream()
                .filter(SocketEvent.Failed.class::isInstance)
                .map(event -> ((SocketEvent.Failed) event).cause())
                .findFirst()
                .orElseThrow();
    }

    private static void refuse(MemoryPeer peer) {
        peer.opening().refuse(401, Map.of());
    }

    @Test
    void r5_the_provider_is_called_exactly_once_for_each_attempt() {
        script = peer -> peer.opening().refuse(503, Map.of());
        NamedSocket socket = connect(request -> token());
        minutes(10);
        assertThat(calls).hasSizeGreaterThan(10).hasSize(attempts());
        assertThat(socket.statistics().attempts()).isEqualTo(attempts());
        assertThat(peer().handshake().headers().get("authorization"))
                .containsExactly("Bearer token " + attempts());
        assertThat(calls).noneMatch(CredentialsProvider.Request::isRefused);
    }

    @Test
    void r5_a_provider_that_throws_fails_the_attempt_and_is_asked_again() {
        NamedSocket socket = connect(request -> {
            if (calls.size() < 3) {
                throw new IllegalStateException("the token server is down");
            }
            return token();
        });
        assertThat(heard()).isEqualTo("Failed(CREDENTIALS/CREDENTIALS) Closed(1006, again)");
        assertThat(firstFailure().exception()).hasValueSatisfying(
                cause -> assertThat(cause).hasMessage("the token server is down"));
        seconds(10);
        assertOpen(socket);
        assertThat(calls).hasSize(3);
        assertThat(attempts()).as("nobody was connected without credentials").isEqualTo(1);
        assertThat(socket.statistics().failedAttempts()).containsEntry(Failure.Reason.CREDENTIALS, 2L);
    }

    @Test
    void r5_a_provider_that_throws_an_error_is_no_worse() {
        connect(request -> {
            throw new AssertionError("not even an exception");
        });
        assertThat(heard()).isEqualTo("Failed(CREDENTIALS/CREDENTIALS) Closed(1006, again)");
    }

    @Test
    void r5_null_for_credentials_fails_the_attempt_and_says_what_to_do() {
        connect(request -> null);
        assertThat(heard()).isEqualTo("Failed(CREDENTIALS/CREDENTIALS) Closed(1006, again)");
        assertThat(firstFailure().message()).contains("found null").contains("Credentials.none()");
        assertThat(attempts()).isZero();
    }

    @Test
    void r5_r7_a_slow_provider_fails_the_attempt_and_holds_the_next_until_it_returns() {
        List<Object> seen = new ArrayList<>();
        NamedSocket[] socket = new NamedSocket[1];
        Destination slow = WHERE.withCredentials(request -> {
            calls.add(request);
            if (calls.size() == 1) {
                seconds(9);
                seen.add(heard(socket[0]));
                seconds(51);
                seen.add(heard(socket[0]));
                seen.add(waiting(socket[0]).heldBy());
                seen.add(socket[0].statistics().heldAttempts());
                seen.add(calls.size());
            }
            return Credentials.none();
        });
        socket[0] = virtual.connect("client", slow, STAYING.withAutoConnect(false), event -> {});
        virtual.open(socket[0]);
        virtual.run();
        assertThat(seen)
                .containsExactly(
                        "", "Failed(CREDENTIALS/TIMED_OUT) Closed(1006, again)", HeldBy.CREDENTIALS, 1, 1);
        assertThat(calls).hasSize(2);
        assertThat(attempts()).as("the late credentials went nowhere").isEqualTo(1);
        assertOpen(socket[0]);
    }

    private String heard(NamedSocket socket) {
        return shortText(virtual.eventsOf(socket).events());
    }

    @Test
    void r7_a_close_while_the_provider_is_asked_ends_in_no_attempt() {
        NamedSocket[] socket = new NamedSocket[1];
        Destination closing = WHERE.withCredentials(request -> {
            socket[0].close();
            return Credentials.none();
        });
        socket[0] = virtual.connect("client", closing, STAYING.withAutoConnect(false), event -> {});
        virtual.open(socket[0]);
        minutes(10);
        assertThat(attempts()).isZero();
        assertThat(heard()).isEqualTo("Failed(CONNECT/CLOSED_BY_APPLICATION) Closed(1006)");
    }

    @Test
    void r5_after_401_there_is_one_immediate_attempt_with_fresh_credentials() {
        script = CredentialsStoryTest::refuse;
        NamedSocket socket = connect(request -> {
            if (request.isRefused()) {
                script = peer -> {};
            }
            return token();
        });
        millis(0);
        assertOpen(socket);
        assertThat(heard()).isEqualTo("Failed(CONNECT/HTTP_STATUS) Closed(1006, again) Opened");
        assertThat(EventText.of(virtual.events())).contains("again in PT0S");
        assertThat(calls).extracting(CredentialsProvider.Request::isRefused).containsExactly(false, true);
        assertThat(peer().handshake().headers().get("authorization")).containsExactly("Bearer token 2");
    }

    @Test
    void r5_a_second_401_is_fatal() {
        script = CredentialsStoryTest::refuse;
        NamedSocket socket = connect(request -> token());
        minutes(10);
        assertThat(attempts()).isEqualTo(2);
        assertThat(calls).hasSize(2);
        assertEnded(socket);
        assertThat(heard()).isEqualTo("Failed(CONNECT/HTTP_STATUS) Closed(1006, again)"
                + " Failed(CONNECT/HTTP_STATUS) Closed(1006)");
    }

    @Test
    void r5_a_link_that_was_ready_earns_a_fresh_attempt_again() {
        NamedSocket socket = connect(request -> {
            if (request.isRefused()) {
                script = peer -> {};
            }
            return token();
        });
        for (int night = 1; night <= 3; night++) {
            assertOpen(socket);
            script = CredentialsStoryTest::refuse;
            cut();
            seconds(31);
        }
        assertOpen(socket);
        assertThat(calls).hasSize(1 + 3 * 2);
    }

    @Test
    void r5_opening_an_ended_socket_earns_a_fresh_attempt_too() {
        script = CredentialsStoryTest::refuse;
        NamedSocket socket = connect(request -> token());
        millis(0);
        virtual.open(socket);
        millis(0);
        assertThat(attempts()).isEqualTo(4);
        assertThat(calls).extracting(CredentialsProvider.Request::isRefused)
                .containsExactly(false, true, false, true);
    }

    @Test
    void r5_without_reconnect_a_401_is_the_end() {
        script = CredentialsStoryTest::refuse;
        NamedSocket socket = connect(request -> token(), PLAIN);
        minutes(10);
        assertThat(attempts()).isEqualTo(1);
        assertEnded(socket);
    }

    @Test
    void r5_credentials_may_lead_to_another_uri_each_time() {
        NamedSocket socket =
                connect(request -> Credentials.none().withUri("ws://memory/?ticket=" + calls.size()));
        cut();
        virtual.advance(Duration.ofSeconds(2));
        assertOpen(socket);
        assertThat(virtual.provider().peers())
                .extracting(peer -> peer.handshake().uri().getQuery())
                .containsExactly("ticket=1", "ticket=2");
    }

    @Test
    void r5_credentials_that_lead_from_wss_to_ws_fail_the_attempt_unsent() {
        Destination secure = Destination.of("wss://memory/")
                .withCredentials(request -> Credentials.none().withUri("ws://memory/?token=1"));
        virtual.connect("client", secure, PLAIN, event -> {});
        assertThat(heard()).isEqualTo("Failed(CREDENTIALS/CREDENTIALS) Closed(1006)");
        assertThat(attempts()).isZero();
    }
}
