// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Settings that could only make a dead or a mad socket are refused where they are made, with the reason. */
class StayingConnectedOptionsTest {

    private static final Duration MINUS = Duration.ofMillis(-1);
    private static final Duration SECOND = Duration.ofSeconds(1);

    static Stream<Arguments> bad() {
        OfflineQueue queue = OfflineQueue.on(OfflineQueue.Overflow.REFUSE);
        SocketOptions options = SocketOptions.defaults();
        List<Runnable> calls = List.of(
                () -> Reconnect.on().withFirstDelay(MINUS),
                () -> Reconnect.on().withFirstDelay(null),
                () -> Reconnect.on().withDelays(Duration.ZERO, SECOND),
                () -> Reconnect.on().withDelays(MINUS, SECOND),
                () -> Reconnect.on().withDelays(SECOND, Duration.ZERO),
                () -> Reconnect.on().withDelays(SECOND, Duration.ofMillis(999)),
                () -> Reconnect.on().withStableAfter(MINUS),
                () -> Reconnect.on().withRuleLimit(Duration.ZERO),
                () -> Reconnect.on().withRule(null),
                () -> queue.withTimeToLive(Duration.ZERO),
                () -> queue.withTimeToLive(MINUS),
                () -> OfflineQueue.on(null),
                () -> options.withPings(Duration.ZERO, SECOND),
                () -> options.withPings(SECOND, MINUS),
                () -> options.withPrepareLimit(Duration.ZERO),
                () -> options.withReadiness(null),
                () -> options.withReconnect(null),
                () -> options.withQueue(null),
                () -> options.withSendBuffer(0, 1),
                () -> options.withSendBuffer(1, 0),
                () -> options.withReceiveBuffer(-1, 1),
                () -> options.withReceiveBuffer(1, -1));
        return calls.stream().map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("bad")
    void c2_bad_settings_are_refused_at_once_with_expected_found_next_step(Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOf(NamedSocketException.BadArgument.class)
                .hasMessageMatching("(?s)expected .+ found .+; .+");
    }

    @Test
    void r3_the_edges_are_taken() {
        Reconnect edge = Reconnect.on()
                .withFirstDelay(Duration.ZERO)
                .withDelays(SECOND, SECOND)
                .withStableAfter(Duration.ZERO);
        assertThat(edge.firstDelay()).isZero();
        assertThat(edge.minDelay()).isEqualTo(edge.maxDelay());
    }

    @Test
    void r3_the_defaults_are_those_of_the_contract() {
        Reconnect defaults = Reconnect.on();
        assertThat(defaults.firstDelay()).isEqualTo(Duration.ofSeconds(2));
        assertThat(defaults.minDelay()).isEqualTo(Duration.ofSeconds(2));
        assertThat(defaults.maxDelay()).isEqualTo(Duration.ofSeconds(30));
        assertThat(defaults.stableAfter()).isEqualTo(Duration.ofSeconds(30));
        assertThat(defaults.ruleLimit()).isEqualTo(Duration.ofSeconds(1));
        assertThat(SocketOptions.defaults().reconnect().isEnabled()).isFalse();
        assertThat(SocketOptions.defaults().queue().isEnabled()).isFalse();
        assertThat(SocketOptions.defaults().pingInterval()).contains(Duration.ofSeconds(20));
        assertThat(SocketOptions.defaults().pongLimit()).isEqualTo(Duration.ofSeconds(10));
        assertThat(SocketOptions.defaults().prepareLimit()).isEqualTo(Duration.ofSeconds(10));
    }
}
