// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.wlsocket.CloseStatus;
import org.wlsocket.tck.Script;
import org.wlsocket.tck.ScriptedServer;

class SharedTransportTest extends ProviderTests {

    private static final int WAITING = 64;
    private static final int FEW = 10;
    private static final int SERVED = 100;
    private static final int TOO_MANY = 200;

    private static final Script TEXTS_FIRST = connection -> {
        connection.accept();
        if (connection.readRequest().path().equals("/waiting")) {
            connection.text("first");
        }
        connection.echoUntilClose();
    };

    @Test
    void e10_a_hundred_links_are_served_while_listeners_of_others_wait() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        List<RecordingListener> waiting = new ArrayList<>();
        try (ScriptedServer server = ScriptedServer.start(TEXTS_FIRST)) {
            for (int i = 0; i < WAITING; i++) {
                RecordingListener listener = new RecordingListener(gate);
                provider.connect(to(server.uri("/waiting")), listener);
                waiting.add(listener);
            }
            List<RecordingListener> served = new ArrayList<>();
            for (int i = 0; i < SERVED; i++) {
                served.add(open(server.uri("/served")));
            }
            for (RecordingListener each : served) {
                each.wire().write("here", failure -> {});
            }
            for (RecordingListener each : served) {
                assertThat(each.next()).isEqualTo("text here");
                each.wire().abort(CloseStatus.NORMAL);
            }
            gate.countDown();
            for (RecordingListener each : waiting) {
                assertThat(each.next()).isEqualTo("opened");
                assertThat(each.next()).isEqualTo("text first");
                each.wire().abort(CloseStatus.NORMAL);
            }
            awaitNoConnection(server);
        } finally {
            gate.countDown();
        }
    }

    @Test
    void e10_all_providers_together_let_so_many_threads_wait_as_their_pool_can_spare() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(Script.echo());
                JakartaProvider other = new JakartaProvider()) {
            for (JakartaProvider each : List.of(provider, other)) {
                RecordingListener listener = new RecordingListener();
                each.connect(to(server.uri("/")), listener);
                listener.wire().abort(CloseStatus.NORMAL);
            }
            int waiting = 0;
            while (waiting < TOO_MANY && (waiting % 2 == 0 ? provider : other).letReaderWait()) {
                waiting++;
            }
            assertThat(waiting).isBetween(WAITING, TOO_MANY - 1);
            assertThat(provider.letReaderWait()).isFalse();
            assertThat(other.letReaderWait()).isFalse();
            for (int i = 0; i < waiting; i++) {
                provider.readerGoesOn();
            }
            assertThat(other.letReaderWait()).isTrue();
            other.readerGoesOn();
        }
    }

    @Test
    void links_have_no_threads_of_their_own() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(Script.echo())) {
            List<RecordingListener> links = new ArrayList<>();
            for (int i = 0; i < FEW; i++) {
                links.add(open(server.uri("/")));
            }
            int threadsOfFew = newThreads().size();
            while (links.size() < SERVED) {
                links.add(open(server.uri("/")));
            }
            // How many a transport has by itself depends on the machine.
            assertThat(newThreads()).hasSizeLessThan(threadsOfFew + (SERVED - FEW) / 3);
            links.forEach(each -> each.wire().abort(CloseStatus.NORMAL));
            awaitNoConnection(server);
        }
    }

    @Test
    void c9_the_last_provider_stops_the_transport_and_another_one_starts_it_again() throws Exception {
        JakartaProvider other = new JakartaProvider();
        try (ScriptedServer server = ScriptedServer.start(Script.echo())) {
            RecordingListener first = open(server.uri("/"));
            RecordingListener second = new RecordingListener();
            other.connect(to(server.uri("/")), second);
            second.wire().abort(CloseStatus.NORMAL);
            other.close();
            first.wire().write("still here", failure -> {});
            assertThat(first.next()).isEqualTo("text still here");
            first.wire().abort(CloseStatus.NORMAL);
            provider.close();
            Awaitility.await().atMost(PATIENCE).until(() -> newThreads().isEmpty());

            JakartaProvider again = new JakartaProvider();
            RecordingListener third = new RecordingListener();
            again.connect(to(server.uri("/")), third);
            third.wire().abort(CloseStatus.NORMAL);
            again.close();
        }
    }

    @Test
    void a_second_close_does_nothing_and_a_closed_provider_says_so() throws Exception {
        provider.close();
        provider.close();

        assertThatThrownBy(
                () -> provider.connect(to(URI.create("ws://127.0.0.1:1/")), new RecordingListener()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("expected an open provider");
    }
}
