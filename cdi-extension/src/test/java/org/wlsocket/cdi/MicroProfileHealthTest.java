// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.spi.HealthCheckResponseProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wlsocket.CloseStatus;
import org.wlsocket.NamedSocket;
import org.wlsocket.SocketState;

/** Readiness for MicroProfile Health, by the API alone. */
class MicroProfileHealthTest {

    private App app;

    @BeforeEach
    void standIn() {
        HealthCheckResponse.setResponseProvider(new StandIn());
    }

    @AfterEach
    void stop() {
        HealthCheckResponse.setResponseProvider(null);
        app.close();
    }

    /** What a server has. */
    static final class StandIn implements HealthCheckResponseProvider {
        @Override
        public HealthCheckResponseBuilder createResponseBuilder() {
            return new Builder();
        }
    }

    static final class Builder extends HealthCheckResponseBuilder {
        private final Map<String, Object> data = new HashMap<>();
        private String name;
        private boolean up;

        @Override
        public HealthCheckResponseBuilder name(String value) {
            name = value;
            return this;
        }

        @Override
        public HealthCheckResponseBuilder withData(String key, String value) {
            data.put(key, value);
            return this;
        }

        @Override
        public HealthCheckResponseBuilder withData(String key, long value) {
            data.put(key, value);
            return this;
        }

        @Override
        public HealthCheckResponseBuilder withData(String key, boolean value) {
            data.put(key, value);
            return this;
        }

        @Override
        public HealthCheckResponseBuilder up() {
            return status(true);
        }

        @Override
        public HealthCheckResponseBuilder down() {
            return status(false);
        }

        @Override
        public HealthCheckResponseBuilder status(boolean value) {
            up = value;
            return this;
        }

        @Override
        public HealthCheckResponse build() {
            return new HealthCheckResponse(
                    name,
                    up ? HealthCheckResponse.Status.UP : HealthCheckResponse.Status.DOWN,
                    Optional.of(data));
        }
    }

    @Dependent
    static class Uses {
        @Inject
        @SocketName("prices")
        NamedSocket prices;

        @Inject
        @SocketName("orders")
        NamedSocket orders;
    }

    private HealthCheckResponse check() {
        return app.get(HealthCheck.class, Readiness.Literal.INSTANCE).call();
    }

    @Test
    void an_application_is_ready_when_its_sockets_are_open() {
        app = App.with(Uses.class)
                .socket("prices")
                .socket("orders")
                .set("wlsocket.orders.auto-connect", "false")
                .start();
        app.socketOf("prices").awaitOpen(Duration.ofSeconds(30));
        assertThat(check().getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
        assertThat(check().getName()).isEqualTo("wlsocket");
        assertThat(check().getData().orElseThrow())
                .containsOnly(Map.entry("prices.state", "open"), Map.entry("orders.state", "idle"));
    }

    @Test
    void an_application_that_has_closed_a_socket_itself_is_ready() {
        app = App.with(Uses.class).socket("prices").socket("orders").start();
        NamedSocket prices = app.socketOf("prices");
        prices.awaitOpen(Duration.ofSeconds(30));
        app.socketOf("orders").awaitOpen(Duration.ofSeconds(30));
        prices.close();
        Await.until("it is closed", () -> prices.state() instanceof SocketState.Closed);
        assertThat(check().getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
        assertThat(check().getData().orElseThrow()).containsEntry("prices.state", "closed");
    }

    @Test
    void an_application_is_not_ready_when_a_server_has_ended_a_socket() {
        app = App.with(Uses.class)
                .socket("prices", peer -> peer.close(CloseStatus.NORMAL))
                .set("wlsocket.prices.reconnect.enabled", "false")
                .socket("orders")
                .start();
        NamedSocket prices = app.socketOf("prices");
        Await.until("it is closed", () -> prices.state() instanceof SocketState.Closed);
        assertThat(check().getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
    }

    @Test
    void an_attempt_under_way_says_what_came_before() {
        AtomicInteger attempts = new AtomicInteger();
        app = App.with(Uses.class)
                .socket("prices", peer -> {
                    if (attempts.incrementAndGet() == 1) {
                        peer.opening().refuse(503, Map.of());
                    } else {
                        peer.opening().hold();
                    }
                })
                .set("wlsocket.prices.reconnect.first-delay", "0s")
                .socket("orders")
                .start();
        Await.until("it tries again", () -> Long.valueOf(2).equals(data().get("prices.attempts")));
        assertThat(data()).containsEntry("prices.state", "connecting");
        assertThat(data().get("prices.failures").toString()).contains("=1");
        app.network().peers().forEach(peer -> peer.opening().release());
    }

    private Map<String, Object> data() {
        return check().getData().orElseThrow();
    }

    @Test
    void a_socket_that_waits_for_its_next_attempt_says_which_and_why() {
        app = App.with(Uses.class)
                .socket("prices", peer -> peer.opening().refuse(503, Map.of()))
                .set("wlsocket.prices.reconnect.min-delay", "1h")
                .set("wlsocket.prices.reconnect.max-delay", "1h")
                .set("wlsocket.prices.reconnect.first-delay", "0s")
                .socket("orders")
                .set("wlsocket.orders.health", "false")
                .start();
        Await.until("it waits an hour", () -> Long.valueOf(2).equals(data().get("prices.attempt")));
        assertThat(check().getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
        Map<String, Object> data = data();
        assertThat(data).containsEntry("prices.state", "waiting").doesNotContainKey("orders.state");
        assertThat(data.get("prices.cause").toString()).contains("503");
    }
}
