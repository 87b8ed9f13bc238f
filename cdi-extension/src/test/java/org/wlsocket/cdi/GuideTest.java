// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.wlsocket.SocketEvent;
import org.wlsocket.spi.SocketProvider;
import org.wlsocket.tck.MemoryProvider;

/** The test of docs/cdi.md, word for word. */
class GuideTest {

    @AfterEach
    void clear() {
        System.clearProperty("wlsocket.prices.url");
    }

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

    @Test
    void a_price_is_asked_for_and_kept() {
        System.setProperty("wlsocket.prices.url", "ws://anywhere/");
        try (SeContainer app = SeContainerInitializer.newInstance().disableDiscovery()
                .addExtensions(new SocketsExtension())
                .addBeanClasses(Network.class, Prices.class).initialize()) {
            assertThat(app.select(Prices.class).get().await()).isEqualTo("EUR?");
        }
    }
}
