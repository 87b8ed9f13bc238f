// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.wlsocket.NamedSocket;
import org.wlsocket.SocketEvent;
import org.wlsocket.SocketOptions;
import org.wlsocket.SocketState;

/** R1, R7: a socket that is killed again and again, in every way, is always one socket with one link. */
abstract class KillResilience extends ResilienceTests {

    private static final int FEW_THREADS = 8;
    private static final long MIB = 1024 * 1024;

    private static final int ENDS = 200;

    /** The server of the test remembers its connections. */
    private static final long REMEMBERED = 16 * 1024;

    KillResilience(ResilienceTest suite) {
        super(suite);
    }

    @Test
    void r7_a_socket_that_is_killed_over_and_over_has_never_two_links_and_misses_none() throws Exception {
        kill(60);
    }

    @Test
    @Tag("slow")
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void r7_a_socket_that_is_killed_hundreds_of_times_has_never_two_links_and_misses_none() throws Exception {
        kill(500);
    }

    /** The end of TCP is all that there is, and the next attempt is not far. */
    @Test
    void r7_a_socket_whose_peer_ends_tcp_over_and_over_has_never_two_links() throws Exception {
        Script ending = connection -> {
            connection.accept();
            connection.finAndDrain();
        };
        try (ScriptedServer server = ScriptedServer.start(ending)) {
            SocketOptions atOnce = quickly().withReconnect(delays(1, 1, 2).withStableAfter(Duration.ZERO));
            NamedSocket socket = sockets.connect(NAME, server.uri("/").toString(), atOnce, events);
            until(socket, "many links have ended", () -> server.handshaken() > ENDS);
            socket.close();
            events.awaitClosed();
            limits().check(Waivable.R7_LINKS, 1, server.maxLiveHandshaken());
        }
    }

    private void kill(int cycles) throws Exception {
        Killer killer = new Killer(cycles);
        try (ScriptedServer server = ScriptedServer.start(killer)) {
            EventRecorder heard = recorder(KillResilience::greet);
            NamedSocket socket = sockets.connect(NAME, server.uri("/").toString(), quickly(), heard);
            until(socket, "it is warm", () -> server.accepted() > cycles / 5);
            int threads = CrowdTest.threadNames().size();
            long heap = CrowdTest.usedHeap();
            until(socket, "all kills are done", () -> server.accepted() > cycles);
            until(socket, "the last link stays", () -> killer.survivors.get() == 1);
            assertThat(socket.state()).isInstanceOf(SocketState.Open.class);
            limits().check(Waivable.R7_LINKS, 1, server.maxLiveHandshaken());
            assertThat(socket.statistics().attempts()).as("attempts").isEqualTo(server.accepted());
            assertThat(count(heard, SocketEvent.Opened.class)).as("opened").isEqualTo(server.handshaken());
            assertThat(count(heard, SocketEvent.Closed.class)).as("ends").isEqualTo(cycles);
            until(socket, "the threads are gone", () -> CrowdTest.threadNames().size()
                    <= threads + FEW_THREADS);
            CrowdTest.awaitHeap(heap, 8 * MIB + cycles * REMEMBERED);
        }
    }

    private static void greet(SocketEvent event) {
        if (event instanceof SocketEvent.Opened) {
            event.socket().send("up");
        }
    }

    private enum Death {
        RESET,
        FIN,
        GOING_AWAY,
        RESTART,
        OWN_CODE,
        REFUSAL
    }

    /** Kills so many links, each when its client has said that it is up, and lets the next one live. */
    private static final class Killer implements Script {

        private static final List<Death> DEATHS = List.of(Death.values());

        final AtomicInteger survivors = new AtomicInteger();
        private final int kills;

        Killer(int kills) {
            this.kills = kills;
        }

        @Override
        public void run(ScriptedConnection connection) throws Exception {
            Random random = new Random(connection.number());
            Death death = DEATHS.get(random.nextInt(DEATHS.size()));
            if (connection.number() >= kills) {
                connection.accept();
                connection.expectText();
                survivors.incrementAndGet();
                connection.echoUntilClose();
            } else if (death == Death.REFUSAL) {
                Script.refuse(503).run(connection);
            } else {
                connection.accept();
                connection.expectText();
                die(connection, death);
            }
        }

        private static void die(ScriptedConnection connection, Death death) throws Exception {
            switch (death) {
                case RESET -> connection.rst();
                case GOING_AWAY -> connection.close(1001, "");
                case RESTART -> connection.close(1012, "restart");
                case OWN_CODE -> connection.close(4000, "");
                default -> {
                    // The FIN that follows when the script has ended.
                }
            }
            if (death != Death.RESET) {
                connection.finAndDrain();
            }
        }
    }
}
