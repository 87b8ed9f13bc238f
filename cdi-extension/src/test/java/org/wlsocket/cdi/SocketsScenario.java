// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wlsocket.CloseStatus;
import org.wlsocket.NamedSocket;
import org.wlsocket.SocketEvent;
import org.wlsocket.SocketState;
import org.wlsocket.Sockets;
import org.wlsocket.tck.LogRecorder;
import org.wlsocket.tck.MemoryPeer;

/** What every container must show, whichever form of the extension is at work. */
abstract class SocketsScenario extends DiaryScenario {

    // ---- events ----

    @ApplicationScoped
    static class Everything {
        @Inject
        Diary diary;

        void on(@Observes SocketEvent event) {
            diary.write("all", event);
        }
    }

    @ApplicationScoped
    static class EachKind {
        @Inject
        Diary diary;

        void opened(@Observes @SocketName("prices") SocketEvent.Opened event) {
            diary.write("kind", event);
        }

        void text(@Observes @SocketName("prices") SocketEvent.Text event) {
            diary.write("kind", event);
        }

        void message(@Observes @SocketName("prices") SocketEvent.Message event) {
            diary.write("message", event);
        }

        void binary(@Observes @SocketName("prices") SocketEvent.Binary event) {
            diary.write("kind", event);
        }

        void failed(@Observes @SocketName("prices") SocketEvent.Failed event) {
            diary.write("kind", event);
        }

        void closed(@Observes @SocketName("prices") SocketEvent.Closed event) {
            diary.write("kind", event);
        }
    }

    @Test
    void d2_each_kind_of_event_comes_to_its_observers_once_and_in_order() {
        with(EachKind.class)
                .socket("prices")
                .set("wlsocket.prices.reconnect.enabled", "false")
                .start();
        MemoryPeer peer = app.peer();
        peer.send("1");
        peer.send(ByteBuffer.allocate(3));
        peer.close(CloseStatus.of(4001));
        assertThat(Diary.next()).isEqualTo("kind prices opened");
        assertThat(Diary.next(2)).containsExactlyInAnyOrder("kind prices text 1", "message prices text 1");
        assertThat(Diary.next(2))
                .containsExactlyInAnyOrder("kind prices binary 3", "message prices binary 3");
        assertThat(Diary.next()).isEqualTo("kind prices closed 4001");
        app.close();
        assertThat(Diary.rest()).containsExactly("diary ends");
    }

    @Test
    void d2_a_failed_attempt_is_observed() {
        with(EachKind.class)
                .socket("prices", peer -> peer.opening().refuse(404, Map.of()))
                .start();
        assertThat(Diary.next(2)).containsExactly("kind prices failed", "kind prices closed 1006");
    }

    @ApplicationScoped
    static class Two {
        @Inject
        Diary diary;

        void prices(@Observes @SocketName("prices") SocketEvent.Text event) {
            diary.write("prices", event);
        }

        void orders(@Observes @SocketName("orders") SocketEvent.Text event) {
            diary.write("orders", event);
        }
    }

    @Test
    void d2_each_socket_has_its_observers_and_those_without_qualifier_get_all() {
        with(Two.class, Everything.class)
                .socket("prices", peer -> peer.send("1"))
                .socket("orders", peer -> peer.send("2"))
                .start();
        assertThat(Diary.next(6))
                .containsExactlyInAnyOrder(
                        "all prices opened",
                        "all orders opened",
                        "all prices text 1",
                        "all orders text 2",
                        "prices prices text 1",
                        "orders orders text 2");
    }

    @ApplicationScoped
    static class Thrower {
        @Inject
        Diary diary;

        void on(@Observes @SocketName("prices") SocketEvent.Text event) throws Exception {
            diary.write("thrower", event);
            switch (event.text()) {
                case "unchecked" -> throw new IllegalStateException("unchecked");
                case "checked" -> throw new Exception("checked");
                case "error" -> throw new AssertionError("error");
                default -> {}
            }
        }
    }

    @Test
    void d2_e9_an_observer_that_throws_is_logged_with_its_name_and_the_socket_lives_on() {
        try (LogRecorder log = LogRecorder.start()) {
            with(Thrower.class).socket("prices").start();
            MemoryPeer peer = app.peer();
            peer.send("unchecked");
            peer.send("checked");
            peer.send("error");
            peer.send("last");
            assertThat(Diary.next(4)).last().isEqualTo("thrower prices text last");
            assertThat(log.errors())
                    .hasSize(3)
                    .allMatch(text -> text.contains("\"prices\""))
                    .allMatch(text -> text.contains("SocketsScenario$Thrower.on"));
            assertThat(app.socketOf("prices").state()).isInstanceOf(SocketState.Open.class);
        }
    }

    @Test
    void d2_r1_observers_see_every_event_of_every_link() {
        with(EachKind.class)
                .socket("prices")
                .set("wlsocket.prices.reconnect.first-delay", "0s")
                .start();
        app.peer().drop();
        app.peer().send("after");
        assertThat(Diary.next(3))
                .containsExactly("kind prices opened", "kind prices closed 1006 for a while", "kind prices"
                        + " opened again");
        assertThat(Diary.next(2)).contains("kind prices text after");
    }

    // ---- contexts ----

    @RequestScoped
    static class PerEvent {
        @Inject
        Diary diary;

        private int calls;

        int call() {
            return ++calls;
        }

        @PreDestroy
        void end() {
            diary.write("request ends");
        }
    }

    @ApplicationScoped
    static class UsesRequest {
        @Inject
        Diary diary;

        @Inject
        PerEvent perEvent;

        void on(@Observes @SocketName("prices") SocketEvent.Text event) {
            try {
                perEvent.call();
                diary.write(event.text() + " call " + perEvent.call());
            } catch (RuntimeException e) {
                diary.write(event.text() + " " + e.getClass().getSimpleName());
            }
        }
    }

    @Test
    void d3_each_event_has_a_request_context_of_its_own() {
        with(UsesRequest.class, PerEvent.class).socket("prices").start();
        MemoryPeer peer = app.peer();
        peer.send("a");
        peer.send("b");
        assertThat(Diary.next(4)).containsExactly("a call 2", "request ends", "b call 2", "request ends");
    }

    @Test
    void d3_the_request_context_can_be_switched_off() {
        with(UsesRequest.class, PerEvent.class)
                .socket("prices", peer -> peer.send("a"))
                .set("wlsocket.prices.request-context", "never")
                .start();
        assertThat(Diary.next()).isEqualTo("a ContextNotActiveException");
    }

    @ApplicationScoped
    static class Loader {
        @Inject
        Diary diary;

        void on(@Observes @SocketName("prices") SocketEvent.Opened event) {
            diary.write(Thread.currentThread().getContextClassLoader().getName());
        }
    }

    @Test
    void d3_an_observer_has_the_class_loader_of_the_application() {
        with(Loader.class).socket("prices").start();
        assertThat(Diary.next()).isEqualTo("application");
    }

    // ---- start and stop ----

    @ApplicationScoped
    static class Starter {
        @Inject
        Diary diary;

        @Inject
        @SocketName("prices")
        NamedSocket prices;

        void start(@Observes Startup event) {
            diary.write("starts with " + prices.state());
        }

        void on(@Observes @SocketName("prices") SocketEvent event) {
            diary.write("socket", event);
        }
    }

    @Test
    void d5_sockets_open_after_the_application_has_started_and_close_before_its_beans_are_gone() {
        with(Starter.class).socket("prices").start();
        MemoryPeer peer = app.peer();
        assertThat(Diary.next(2)).containsExactly("starts with Idle", "socket prices opened");
        app.close();
        assertThat(peer.closedWith()).contains(CloseStatus.of(1001));
        assertThat(Diary.next(2)).containsExactly("socket prices closed 1001", "diary ends");
        assertThat(Diary.rest()).isEmpty();
    }

    @Test
    void d1_a_socket_with_auto_connect_off_is_opened_by_the_application() {
        with(Starter.class)
                .socket("prices")
                .set("wlsocket.prices.auto-connect", "false")
                .start();
        NamedSocket prices = app.socketOf("prices");
        assertThat(prices.state()).isEqualTo(SocketState.Idle.of());
        assertThat(app.network().attempts()).isZero();
        prices.open();
        prices.awaitOpen(Duration.ofSeconds(30));
        assertThat(Diary.next(2)).containsExactly("starts with Idle", "socket prices opened");
    }

    @Test
    void d1_c3_a_socket_that_the_application_has_closed_can_be_opened_again() {
        with(Starter.class).socket("prices").start();
        NamedSocket prices = app.socketOf("prices");
        prices.awaitOpen(Duration.ofSeconds(30));
        prices.close();
        assertThat(Diary.next(3)).last().isEqualTo("socket prices closed 1000");
        prices.open();
        prices.awaitOpen(Duration.ofSeconds(30));
        assertThat(Diary.next()).startsWith("socket prices opened");
    }

    @Dependent
    static class Reader {
        @Inject
        @SocketName("prices")
        NamedSocket prices;
    }

    @Test
    void c7_a_socket_that_nobody_observes_is_read() {
        with(Reader.class).socket("prices", peer -> peer.send("1")).start();
        assertThat(app.get(Reader.class).prices.receive(Duration.ofSeconds(30)))
                .get()
                .extracting(Diary::shown)
                .isEqualTo("prices text 1");
    }

    @Dependent
    static class All {
        @Inject
        Sockets sockets;
    }

    @Test
    void all_sockets_are_reached_from_the_injected_sockets() {
        with(Reader.class, All.class).socket("prices").start();
        Sockets sockets = app.get(All.class).sockets;
        assertThat(sockets.all()).extracting(NamedSocket::name).containsExactly("prices");
        assertThat(sockets.find("prices")).isPresent();
    }
}
