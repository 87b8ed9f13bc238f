// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wlsocket.NamedSocket;
import org.wlsocket.SocketEvent;
import org.wlsocket.SocketOptions;

/** R3, R6: a server is given the time that it needs. */
abstract class SpacingResilience extends ResilienceTests {

    private static final Duration ONE_SECOND = Duration.ofSeconds(1);
    private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);

    /** When each connection came, in nanoseconds of the clock that the delays run by. */
    private final List<Long> arrivals = new CopyOnWriteArrayList<>();

    SpacingResilience(ResilienceTest suite) {
        super(suite);
    }

    /** Notes when a connection comes. */
    private Script noting(Script script) {
        return connection -> {
            arrivals.add(System.nanoTime());
            script.run(connection);
        };
    }

    private Duration between(int earlier, int later) {
        return Duration.ofNanos(arrivals.get(later) - arrivals.get(earlier));
    }

    @Test
    void r3_a_server_that_accepts_and_closes_at_once_gets_spaced_attempts() throws Exception {
        int attempts = 6;
        Script closing = connection -> {
            connection.accept();
            connection.close(1012, "");
            connection.finAndDrain();
        };
        try (ScriptedServer server = ScriptedServer.start(noting(closing))) {
            SocketOptions spaced = SocketOptions.defaults().withReconnect(delays(100, 100, 400));
            NamedSocket socket = sockets.connect(NAME, server.uri("/").toString(), spaced, events);
            Patience.until("some attempts", () -> arrivals.size() >= attempts);
            socket.close();
            events.awaitClosed();
            Patience.until("no attempt is on its way", () -> socket.statistics().heldAttempts() == 0);
            // With the one that looks, and without one that the close has met before it was made.
            int made = acceptedUntilNow(server) - 1;
            server.awaitScripts(PATIENCE);
            assertThat(socket.statistics().attempts()).isBetween((long) made, made + 1L);
            limits().check(Waivable.R7_LINKS, 1, server.maxLiveHandshaken());
            assertSpaced(attempts);
        }
    }

    /** The delays are half fixed; they double from the second retry on up to their maximum. */
    private void assertSpaced(int attempts) {
        int[] least = {0, 50, 100, 200, 200};
        List<Duration> told = events.events().stream()
                .filter(SocketEvent.Closed.class::isInstance)
                .flatMap(event -> ((SocketEvent.Closed) event).reconnectIn().stream())
                .toList();
        for (int retry = 0; retry < attempts - 1; retry++) {
            assertThat(told.get(retry)).as("retry %d", retry + 1).isBetween(
                    Duration.ofMillis(least[retry]), Duration.ofMillis(Math.max(100, 2 * least[retry])));
            assertThat(between(retry, retry + 1)).as("gap %d", retry + 1)
                    .isGreaterThanOrEqualTo(told.get(retry));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {503, 429})
    void r6_retry_after_in_seconds_is_obeyed(int status) throws Exception {
        Script busy = Script.inTurn(refusing(status, "1"), Script.echo());
        try (ScriptedServer server = ScriptedServer.start(noting(busy))) {
            NamedSocket socket = sockets.connect(NAME, server.uri("/").toString(), quickly(), events);
            socket.awaitOpen(PATIENCE);
            boolean told = events.await(SocketEvent.Closed.class)
                    .reconnectIn()
                    .equals(Optional.of(ONE_SECOND));
            checkObeyed(status + " in seconds", told);
            if (told) {
                assertThat(between(0, 1)).isGreaterThanOrEqualTo(ONE_SECOND);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {503, 429})
    void r6_retry_after_as_a_date_is_obeyed(int status) throws Exception {
        // Not before the request has come, which a slow first start of the container may delay.
        Script refusing = connection -> {
            Instant date = Instant.now().plus(HALF_A_MINUTE);
            String written = DateTimeFormatter.RFC_1123_DATE_TIME.format(date.atOffset(ZoneOffset.UTC));
            refusing(status, written).run(connection);
        };
        try (ScriptedServer server = ScriptedServer.start(refusing)) {
            NamedSocket socket = sockets.connect(NAME, server.uri("/").toString(), quickly(), events);
            Duration told = events.await(SocketEvent.Closed.class).reconnectIn().orElseThrow();
            socket.close();
            checkObeyed(status + " as a date", told.compareTo(HALF_A_MINUTE.dividedBy(2)) > 0);
            assertThat(told).isLessThanOrEqualTo(HALF_A_MINUTE);
            events.awaitClosed();
        }
    }

    private void checkObeyed(String ofCase, boolean obeyed) {
        limits().check(Waivable.R6_RETRY_AFTER, ofCase, "obeyed", obeyed ? "obeyed" : "not obeyed");
    }

    private static Script refusing(int status, String retryAfter) {
        return connection -> {
            connection.readRequest();
            connection.answer(HandshakeAnswer.refusing(status, "Busy")
                    .withHeaders(Map.of("Retry-After", retryAfter)));
        };
    }
}
