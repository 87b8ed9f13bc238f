// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.wlsocket.Destination;
import org.wlsocket.NamedSocket;
import org.wlsocket.SocketEvent;

/** R11: peers that are gone, and peers that only seem so. */
class HeartbeatStoryTest extends Story {

    @Test
    void r11_a_silent_peer_is_given_up_within_31_seconds() {
        script = MemoryPeer::ignorePings;
        NamedSocket socket = connect(PLAIN);
        seconds(29);
        assertOpen(socket);
        seconds(2);
        assertThat(heard()).isEqualTo("Opened Failed(OPEN/PEER_SILENT) Closed(1006)");
    }

    @Test
    void r11_a_peer_that_falls_silent_later_is_given_up_within_31_seconds_too() {
        NamedSocket socket = connect(PLAIN);
        for (int minute = 0; minute < 30; minute++) {
            minutes(1);
            peer().send("tick");
        }
        assertOpen(socket);
        peer().ignorePings();
        seconds(31);
        assertEnded(socket);
    }

    @Test
    void r11_a_socket_that_stays_connected_comes_back_after_silence() {
        script = MemoryPeer::ignorePings;
        NamedSocket socket = connect(STAYING);
        seconds(25);
        script = peer -> {};
        seconds(8);
        assertOpen(socket);
        assertThat(heard()).isEqualTo("Opened Failed(OPEN/PEER_SILENT) Closed(1006, again) Opened");
    }

    @Test
    void r11_a_healthy_link_that_is_idle_for_a_day_stays() {
        NamedSocket socket = connect(PLAIN);
        virtual.advance(Duration.ofHours(24));
        assertOpen(socket);
        assertThat(heard()).isEqualTo("Opened");
        assertThat(socket.statistics().roundTrip()).isPresent();
        assertThat(virtual.time().waitingTasks()).isLessThan(5);
    }

    @Test
    void r11_a_busy_link_whose_pongs_come_late_behind_data_stays() {
        script = MemoryPeer::holdPongs;
        NamedSocket socket = connect(PLAIN);
        for (int i = 0; i < 200; i++) {
            peer().send("data");
            seconds(9);
        }
        assertOpen(socket);
        peer().letPongs();
        minutes(10);
        assertOpen(socket);
    }

    @Test
    void r11_a_pong_that_comes_just_in_time_is_enough() {
        script = MemoryPeer::holdPongs;
        NamedSocket socket = connect(PLAIN);
        millis(29_999);
        peer().letPongs();
        minutes(10);
        assertOpen(socket);
    }

    @Test
    void r11_interval_and_limit_are_separate_settings() {
        script = MemoryPeer::ignorePings;
        NamedSocket socket = connect(PLAIN.withPings(Duration.ofSeconds(5), Duration.ofMinutes(1)));
        seconds(64);
        assertOpen(socket);
        seconds(1);
        assertEnded(socket);
    }

    @Test
    void r11_without_pings_a_silent_peer_is_not_noticed() {
        script = MemoryPeer::ignorePings;
        NamedSocket socket = connect(PLAIN.withoutPings());
        virtual.advance(Duration.ofHours(24));
        assertOpen(socket);
    }

    @Test
    void r11_the_limit_runs_from_when_the_ping_was_written() {
        NamedSocket socket = connect(PLAIN.withWriteLimit(Duration.ofMinutes(1)));
        seconds(15);
        peer().wire().holdWrites();
        socket.send("a message that takes long");
        seconds(40);
        assertOpen(socket);
        peer().wire().letWritesEnd();
        minutes(5);
        assertOpen(socket);
    }

    /** E10: the link is not read at the bound, so that no pong can be seen however alive the peer is. */
    @Test
    void e10_a_link_whose_listener_is_slow_is_not_dropped_at_its_bound() {
        ReaderThread reader = new ReaderThread();
        virtual.provider().deliverOn(reader);
        NamedSocket socket = virtual.connect(
                "client",
                Destination.of("ws://memory/"),
                PLAIN.withReceiveBuffer(10, 1_000_000),
                event -> {
                    if (event instanceof SocketEvent.Text text && text.text().equals("0")) {
                        minutes(5);
                    }
                });
        for (int i = 0; i < 50; i++) {
            peer().send(String.valueOf(i));
        }
        Awaitility.await().until(() -> socket.statistics().undelivered() == 10 && reader.waits());
        Awaitility.await().pollDelay(Duration.ZERO).until(() -> {
            virtual.run();
            return virtual.eventsOf(socket).texts().size() == 50;
        });
        assertOpen(socket);
        assertThat(virtual.eventsOf(socket).texts().get(49)).isEqualTo("49");
        assertThat(socket.statistics().attempts()).isEqualTo(1);
    }
}
