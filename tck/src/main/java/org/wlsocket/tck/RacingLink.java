// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import org.wlsocket.CloseStatus;
import org.wlsocket.Delivery;
import org.wlsocket.NamedSocket;
import org.wlsocket.SocketOptions;
import org.wlsocket.SocketStatistics;
import org.wlsocket.Sockets;

/** One link of a {@link RaceTest}: three threads, what each does is drawn from the number of the link. */
final class RacingLink {

    private enum PeerEnds {
        NEVER,
        BY_CLOSE,
        BY_FIN,
        BY_RESET
    }

    private static final int MOST_MESSAGES = 20;

    private static final Duration QUIET = Duration.ofSeconds(1);
    private static final SocketOptions OPTIONS = SocketOptions.defaults()
            .withCloseLimit(QUIET.multipliedBy(2));

    private final Limits limits;
    private final Sockets sockets;
    private final ContractPeer peer;
    private final EventRecorder events = new EventRecorder();
    private final CyclicBarrier start = new CyclicBarrier(3);
    private final int number;
    private final PeerEnds peerEnds;
    private final boolean weClose;
    private final int received;
    private final int sent;
    private final int closeAfter;

    RacingLink(Limits limits, Sockets sockets, ContractPeer peer, int number) {
        this.limits = limits;
        Random random = new Random(number);
        this.sockets = sockets;
        this.peer = peer;
        this.number = number;
        this.peerEnds = PeerEnds.values()[random.nextInt(4)];
        this.weClose = peerEnds == PeerEnds.NEVER || random.nextBoolean();
        this.received = random.nextInt(MOST_MESSAGES);
        this.sent = random.nextInt(MOST_MESSAGES);
        this.closeAfter = random.nextInt(200_000);
    }

    void race() {
        NamedSocket socket = sockets.connect("racer", peer.uri(), OPTIONS, events);
        PeerLink link = peer.next();
        try (Background<List<Delivery>> sending = Background.call(() -> send(socket));
                Background<Boolean> closing = Background.call(() -> close(socket));
                Background<Boolean> peering = Background.call(() -> play(link))) {
            List<Delivery> deliveries = sending.result();
            assertThat(closing.result()).isEqualTo(weClose);
            assertThat(peering.result()).isTrue();
            awaitEnd(socket);
            check(socket, link, deliveries);
        } catch (AssertionError e) {
            throw new AssertionError(this + ": " + e.getMessage(), e);
        }
    }

    private void awaitEnd(NamedSocket socket) {
        try {
            events.awaitClosed(peerEnds == PeerEnds.BY_FIN ? QUIET : Patience.LIMIT);
        } catch (AssertionError nothing) {
            limits.check(Waivable.E7_RACING_FIN, "Closed", peerEnds == PeerEnds.BY_FIN ? "nothing" : nothing);
            socket.close();
            events.awaitClosed();
        }
    }

    private List<Delivery> send(NamedSocket socket) throws Exception {
        start.await();
        return IntStream.range(0, sent).mapToObj(i -> socket.send("" + i)).toList();
    }

    private boolean close(NamedSocket socket) throws Exception {
        start.await();
        if (weClose) {
            spin(closeAfter);
            socket.close(CloseStatus.of(4000));
        }
        return weClose;
    }

    private boolean play(PeerLink link) throws Exception {
        start.await();
        link.upgrade();
        IntStream.range(0, received).forEach(i -> link.text("" + i));
        switch (peerEnds) {
            case NEVER -> {}
            case BY_CLOSE -> link.close(4001, "");
            case BY_FIN -> link.drop();
            case BY_RESET -> link.reset();
        }
        return true;
    }

    /** So that the close falls before, into and after the rest. */
    private static void spin(int nanos) {
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    private void check(NamedSocket socket, PeerLink link, List<Delivery> deliveries) {
        events.assertGrammar();
        assertThat(events.texts())
                .as("E2, E8: in order, without a gap")
                .isEqualTo(IntStream.range(0, events.texts().size()).mapToObj(i -> "" + i).toList());
        if (peerEnds == PeerEnds.BY_CLOSE && !weClose) {
            assertThat(events.texts()).as("E8: all before the peer's close").hasSize(received);
        }
        checkOutcomes(socket, deliveries);
        if (peerEnds == PeerEnds.NEVER) {
            checkArrived(link, deliveries);
        }
    }

    private void checkOutcomes(NamedSocket socket, List<Delivery> deliveries) {
        SocketStatistics end = socket.statistics();
        assertThat(end.pending()).as("C5: pending at the end").isZero();
        assertThat(end.accepted()).isEqualTo(end.written() + end.dropped());
        assertThat(end.accepted()).isEqualTo(count(deliveries, Delivery::accepted));
        assertThat(end.written()).isEqualTo(count(deliveries, RacingLink::isWritten));
        assertThat(deliveries).noneMatch(each -> each.outcome() instanceof Delivery.Outcome.Pending);
    }

    /**
     * C6: what was accepted before our close is written before it, when nothing but our close ends the link.
     */
    private void checkArrived(PeerLink link, List<Delivery> deliveries) {
        List<String> accepted = IntStream.range(0, sent)
                .filter(i -> deliveries.get(i).accepted())
                .mapToObj(i -> "" + i)
                .toList();
        assertThat(link.texts()).as("C6: all that was accepted").isEqualTo(accepted);
    }

    private static boolean isWritten(Delivery delivery) {
        return delivery.outcome() instanceof Delivery.Outcome.Written;
    }

    private static long count(List<Delivery> deliveries, java.util.function.Predicate<Delivery> which) {
        return deliveries.stream().filter(which).count();
    }

    @Override
    public String toString() {
        return "link " + number + " (peer ends " + peerEnds + (weClose ? ", we close" : "") + ", " + received
                + " in, "
                + sent + " out)";
    }
}
