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
import org.wlsocket.SocketEvent;
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

    /** Where the container is known to report nothing now and then, so that a race does not last hours. */
    private static final Duration QUIET_WHERE_WAIVED = Duration.ofSeconds(1);

    /** Where some container may miss how the peer ends, and where it ends a race that would last hours. */
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

    /** Where the peer answers, so that a slow machine alone could make it pass. */
    private static final Duration CLOSE_LIMIT_OF_ANSWERS = Duration.ofSeconds(8);

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
    private boolean wasHelped;

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
        NamedSocket socket = sockets.connect("racer", peer.uri(), options(), events);
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

    private SocketOptions options() {
        boolean answers = peerEnds == PeerEnds.NEVER || peerEnds == PeerEnds.BY_CLOSE;
        return SocketOptions.defaults().withCloseLimit(answers ? CLOSE_LIMIT_OF_ANSWERS : CLOSE_LIMIT);
    }

    private void awaitEnd(NamedSocket socket) {
        try {
            events.awaitClosed(peerEnds == PeerEnds.BY_FIN ? quiet() : Patience.LIMIT);
        } catch (AssertionError nothing) {
            wasHelped = true;
            limits.check(Waivable.E7_RACING_FIN, "Closed", peerEnds == PeerEnds.BY_FIN ? "nothing" : nothing);
            socket.close();
            events.awaitClosed();
        }
    }

    private Duration quiet() {
        return limits.lists(Waivable.E7_RACING_FIN) ? QUIET_WHERE_WAIVED : Patience.LIMIT;
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
        checkOneEnd();
        assertThat(events.texts())
                .as("E2, E8: in order, without a gap")
                .isEqualTo(IntStream.range(0, events.texts().size()).mapToObj(i -> "" + i).toList());
        if (!weClose && !wasHelped) {
            checkPeersEnd();
        }
        checkOutcomes(socket, deliveries);
        if (peerEnds == PeerEnds.NEVER) {
            checkArrived(link, deliveries);
        }
    }

    /** E1: the socket was opened once, so whatever raced, it is the one link of the grammar. */
    private void checkOneEnd() {
        List<SocketEvent> heard = events.events();
        assertThat(count(heard, SocketEvent.Closed.class)).as("E1: Closed once, in %s", heard).isEqualTo(1);
        assertThat(count(heard, SocketEvent.Opened.class)).as("E1: Opened, in %s", heard).isLessThan(2);
        assertThat(count(heard, SocketEvent.Failed.class)).as("E1: Failed, in %s", heard).isLessThan(2);
        assertThat(heard.get(heard.size() - 1)).as("E1: the last").isInstanceOf(SocketEvent.Closed.class);
    }

    private static long count(List<SocketEvent> heard, Class<? extends SocketEvent> kind) {
        return heard.stream().filter(kind::isInstance).count();
    }

    /** E5, E7, E8: nothing but the peer ended the link, so its end is told as it was, behind all it sent. */
    private void checkPeersEnd() {
        String ends = withoutMessages();
        switch (peerEnds) {
            case NEVER -> throw new AssertionError("expected one side to end the link, found neither");
            case BY_CLOSE -> {
                assertThat(ends).as("E5").isEqualTo("Opened Closed(4001)");
                assertThat(events.texts()).as("E8: all before the peer's close").hasSize(received);
            }
            case BY_FIN -> {
                limits.check(Waivable.E7_FIN, "Opened Closed(1006)", ends);
                EndContract.checkAllBeforeFin(limits, received, events.texts().size());
            }
            case BY_RESET -> checkReset(ends);
        }
    }

    /** A reset may overtake what was sent before it, the answer to the upgrade too. */
    private void checkReset(String ends) {
        if (ends.startsWith("Failed(CONNECT/")) {
            assertThat(ends).as("E6").endsWith(" Closed(1006)");
        } else {
            limits.check(Waivable.E7_RESET, "Opened Closed(1006)", ends);
        }
    }

    private String withoutMessages() {
        return EventText.of(events.events().stream()
                .filter(event -> !(event instanceof SocketEvent.Message))
                .toList());
    }

    /** To be called when nothing can come any more. */
    void assertNothingMore() {
        events.assertNothingMore();
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
