// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.examples.prices;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wlsocket.cdi.SocketsExtension;
import org.wlsocket.spi.SocketProvider;
import org.wlsocket.tck.MemoryPeer;
import org.wlsocket.tck.MemoryProvider;

/** The application without a server: CDI alone, and a network in memory. */
class PricesTest {

    @Dependent
    static class Network {
        private static MemoryProvider memory;

        @Produces
        SocketProvider provider() {
            return memory;
        }
    }

    private SeContainer app;

    /** The server is still starting when the application is there, so its second attempt is the good one. */
    @BeforeEach
    void start() {
        System.setProperty("wlsocket.prices.url", "ws://anywhere/");
        System.setProperty("wlsocket.prices.reconnect.first-delay", "10ms");
        System.setProperty("wlsocket.prices.reconnect.rule-limit", "30s");
        Network.memory = new MemoryProvider().route("anywhere/", PricesTest::answer);
        app = SeContainerInitializer.newInstance().disableDiscovery()
                .addExtensions(new SocketsExtension())
                .addBeanClasses(Network.class, Prices.class, PricesResource.class, Patience.class)
                .initialize();
    }

    @AfterEach
    void stop() {
        app.close();
        System.clearProperty("wlsocket.prices.url");
        System.clearProperty("wlsocket.prices.reconnect.first-delay");
        System.clearProperty("wlsocket.prices.reconnect.rule-limit");
    }

    private static void answer(MemoryPeer peer) {
        if (Network.memory.attempts() == 1) {
            peer.opening().refuse(404, Map.of());
        }
    }

    /** The server sends these. */
    private static void send(List<String> prices) {
        await().atMost(30, SECONDS).until(() -> Network.memory.openPeers() == 1);
        prices.forEach(Network.memory.peers().get(1)::send);
    }

    private static List<String> prices(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(i -> "price " + i).toList();
    }

    /** Waits for what a client of the application gets. */
    private void assertServed(List<String> last) {
        PricesResource resource = app.select(PricesResource.class).get();
        await().atMost(30, SECONDS).untilAsserted(
                () -> assertThat(resource.get()).isEqualTo(new PricesResource.Answer("Open", last)));
    }

    @Test
    void prices_are_served_in_the_order_in_which_they_came() {
        assertServed(List.of());
        send(prices(1, 3));
        assertServed(prices(1, 3));
    }

    @Test
    void the_last_twenty_are_kept() {
        send(prices(1, 25));
        assertServed(prices(6, 25));
    }
}
