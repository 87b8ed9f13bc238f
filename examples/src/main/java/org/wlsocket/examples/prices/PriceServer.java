// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.examples.prices;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** The other side, here only so that the example needs no other: it sends a made-up price every second. */
@Singleton
@ServerEndpoint("/prices")
public class PriceServer {

    private final Set<Session> clients = ConcurrentHashMap.newKeySet();

    /** A client has come. */
    @OnOpen
    public void open(Session client) {
        clients.add(client);
    }

    /** It has gone. */
    @OnClose
    public void close(Session client) {
        clients.remove(client);
    }

    /** Sends the next price to all of them. */
    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    public void tick() {
        double price = 1.08 + ThreadLocalRandom.current().nextDouble(0.01);
        String text = String.format(Locale.ROOT, "EUR/USD %.4f", price);
        clients.forEach(client -> client.getAsyncRemote().sendText(text, result -> {}));
    }
}
