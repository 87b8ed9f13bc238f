// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.containers.quarkus;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.wlsocket.SocketEvent;
import org.wlsocket.cdi.SocketName;
import org.wlsocket.spi.SocketProvider;
import org.wlsocket.tck.MemoryProvider;

/** The test of docs/cdi.md, as it is written for Quarkus. */
@QuarkusTest
class PricesTest {

    @ApplicationScoped
    static class Prices {
        private final CompletableFuture<String> last = new CompletableFuture<>();

        void ask(@Observes @SocketName("prices") SocketEvent.Opened event) {
            event.socket().send("EUR?");
        }

        void keep(@Observes @SocketName("prices") SocketEvent.Text event) {
            last.complete(event.text());
        }

        String await() {
            return last.orTimeout(30, SECONDS).join();
        }
    }

    @Dependent
    static class Network {
        static final MemoryProvider MEMORY = MemoryProvider.with(peer -> peer.onText(peer::send));

        @Produces
        SocketProvider provider() {
            return MEMORY;
        }
    }

    @Inject
    Prices prices;

    @Test
    void a_price_is_asked_for_and_kept() {
        assertThat(prices.await()).isEqualTo("EUR?");
    }
}
