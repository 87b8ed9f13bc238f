// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.Extension;
import jakarta.websocket.WebSocketContainer;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wlsocket.Destination;
import org.wlsocket.spi.Handshake;

class CompressionTest {

    private static final int MIB = 1024 * 1024;
    private static final Logger LOGGER = Logger.getLogger("org.wlsocket.tyrus");

    private record Installed(String getName) implements Extension {

        @Override
        public String getName() {
            return getName;
        }

        @Override
        public List<Parameter> getParameters() {
            return List.of();
        }
    }

    private final Compression compression = new Compression();
    private final List<String> told = new CopyOnWriteArrayList<>();

    private final Handler recorder = new Handler() {
        @Override
        public void publish(LogRecord logged) {
            if (logged.getLevel().equals(Level.INFO)) {
                told.add(logged.getMessage());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        LOGGER.setUseParentHandlers(false);
        LOGGER.addHandler(recorder);
    }

    @AfterEach
    void listenNoMore() {
        LOGGER.removeHandler(recorder);
        LOGGER.setUseParentHandlers(true);
    }

    private static WebSocketContainer with(String... names) {
        Set<Installed> installed = Set.copyOf(List.of(names).stream().map(Installed::new).toList());
        Class<?>[] types = {WebSocketContainer.class};
        return (WebSocketContainer) Proxy.newProxyInstance(
                CompressionTest.class.getClassLoader(),
                types,
                (proxy, method, arguments) ->
                        method.getName().equals("getInstalledExtensions") ? installed : null);
    }

    private static Handshake asking(boolean compression) {
        return Handshake.of(Destination.of("ws://localhost/").withCompression(compression), MIB);
    }

    private List<String> offered(Handshake handshake, WebSocketContainer container, Tuner tuner) {
        return compression.offer(handshake, container, tuner).stream().map(Extension::getName).toList();
    }

    @Test
    void what_is_asked_for_and_installed_is_offered_alone() {
        WebSocketContainer container = with("identity", Compression.NAME);
        assertThat(offered(asking(true), container, new PlainTuner())).containsExactly(Compression.NAME);
        assertThat(offered(asking(false), container, new PlainTuner())).isEmpty();
        assertThat(told).isEmpty();
    }

    @Test
    void what_is_not_installed_is_not_offered_and_told_once() {
        for (int i = 0; i < 3; i++) {
            assertThat(offered(asking(true), with("Permessage-Deflate"), new PlainTuner())).isEmpty();
        }
        assertThat(told).hasSize(1).first().asString().contains("expected", "found", "go uncompressed");
    }

    @Test
    void what_is_installed_for_servers_alone_is_not_offered() {
        WebSocketContainer container = with(Compression.NAME);
        assertThat(offered(asking(true), container, new UndertowTuner(container))).isEmpty();
        assertThat(told).hasSize(1);
    }

    @Test
    void nothing_is_told_where_nobody_asks() {
        assertThat(offered(asking(false), with(), new PlainTuner())).isEmpty();
        assertThat(told).isEmpty();
    }
}
