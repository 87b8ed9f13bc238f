// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.Session;
import jakarta.websocket.WebSocketContainer;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wlsocket.Destination;
import org.wlsocket.spi.Handshake;

/** What a tuner does to the attempts of a container that belongs to the server (D5). */
class ForeignAttemptsTest {

    private static final Handshake HANDSHAKE =
            Handshake.of(Destination.of("ws://localhost/").withConnectLimit(Duration.ofSeconds(3)), 1000);

    private static <T> T stub(Class<T> type, ClassLoader loader) {
        return type.cast(
                Proxy.newProxyInstance(loader, new Class<?>[] {type}, (proxy, method, arguments) -> null));
    }

    @Test
    void d5_they_have_nothing_of_ours() {
        ClassLoader server = new ClassLoader(WebSocketContainer.class.getClassLoader()) {};
        WebSocketContainer container = stub(WebSocketContainer.class, server);
        Session session = stub(Session.class, server);
        Link link = new Link(new RecordingListener(), () -> {});
        List<Tuner> tuners =
                List.of(new JettyTuner(container), new TomcatTuner(container), new UndertowTuner(container));
        for (Tuner tuner : tuners) {
            Map<String, Object> properties = new HashMap<>();
            tuner.tuneAttempt(HANDSHAKE, properties);

            // Not to change the container, but to keep the credentials from where a redirect leads.
            properties.remove("org.apache.tomcat.websocket.MAX_REDIRECTIONS", "0");
            assertThat(properties).isEmpty();
            assertThat(tuner.settingsFor(HANDSHAKE)).isEqualTo(ContainerSettings.NONE);
            assertThat(tuner.readers()).isSameAs(Readers.FOREIGN);
            assertThat(tuner.isInterruptible()).isFalse();
            assertThat(tuner.takesProxies()).isFalse();
            assertThat(tuner.tlsUse()).isNotEqualTo(TlsUse.CONTAINER);
        }
    }

    @Test
    void c2_what_would_be_a_header_of_its_own_stays_escaped_where_it_is_sent_decoded() {
        WebSocketContainer container = stub(
                WebSocketContainer.class, new ClassLoader(WebSocketContainer.class.getClassLoader()) {});
        URI uri = URI.create("ws://localhost/%0D%0AX-Injected:%20yes?%0A");
        String twice = "ws://localhost/%250D%250AX-Injected:%2520yes?%250A";

        assertThat(new UndertowTuner(container).uriToAskFor(uri)).hasToString(twice);
        Watch watch = new Watch();
        assertThat(new TyrusTuner(container, watch.timer()).uriToAskFor(uri)).hasToString(twice);
        watch.close();
    }

    @Test
    void e10_all_providers_share_the_count_of_the_one_worker_of_undertow() {
        WebSocketContainer container =
                stub(WebSocketContainer.class, UndertowTuner.class.getClassLoader());
        Readers readers = new UndertowTuner(container).readers();

        assertThat(readers).isNotSameAs(Readers.FOREIGN).isSameAs(new UndertowTuner(container).readers());
    }
}
