// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.wlsocket.Sockets;
import org.wlsocket.spi.SocketProvider;

/**
 * Races the open, messages, both closes and a reset of many links: E1, E8, C5 and C6 must hold on each. The
 * provider under test is named by a subclass.
 */
public abstract class RaceTest {

    private static final int LINKS = 500;
    private static final int MANY_LINKS = 5000;
    private static final int WORKERS = 8;

    /** {@return a new provider} */
    protected abstract SocketProvider provider();

    /** {@return what the provider's container forces on it} */
    protected Limits limits() {
        return Limits.none();
    }

    /** Where one worker's links lead, and on what. */
    record Arena(SocketProvider provider, ContractPeer peer) {}

    Arena arena() {
        return new Arena(provider(), new WirePeer(ScriptedServer.builder()));
    }

    @Test
    void e1_e8_c5_hold_when_everything_races() {
        race(LINKS / WORKERS);
    }

    @Test
    @Tag("slow")
    void e1_e8_c5_hold_when_everything_races_on_thousands_of_links() {
        race(MANY_LINKS / WORKERS);
    }

    private void race(int linksPerWorker) {
        List<Background<Integer>> workers = new ArrayList<>();
        try {
            IntStream.range(0, WORKERS)
                    .forEach(i -> workers.add(Background.call(() -> work(i, linksPerWorker))));
            int links = workers.stream().mapToInt(worker -> worker.result(LoadTest.LONG)).sum();
            assertThat(links).isEqualTo(WORKERS * linksPerWorker);
        } finally {
            workers.forEach(Background::close);
        }
        OwnThreads.awaitEnd("no thread is left", Set.of());
    }

    private int work(int worker, int count) {
        Arena arena = arena();
        List<RacingLink> links = new ArrayList<>();
        try (ContractPeer peer = arena.peer()) {
            try (Sockets sockets = Sockets.builder().provider(arena.provider()).build()) {
                for (int i = 0; i < count; i++) {
                    links.add(new RacingLink(limits(), sockets, peer, worker * MANY_LINKS + i));
                    links.get(i).race();
                }
                Patience.until("no connection is left", () -> peer.live() == 0);
            }
            // E1: a Closed that comes a second time comes late, if at all.
            links.forEach(RacingLink::assertNothingMore);
        }
        return count;
    }
}
