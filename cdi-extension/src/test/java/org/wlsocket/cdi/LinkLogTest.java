// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wlsocket.CloseStatus;
import org.wlsocket.Failure;
import org.wlsocket.NamedSocket;
import org.wlsocket.SocketEvent;
import org.wlsocket.SocketOptions;
import org.wlsocket.Sockets;
import org.wlsocket.tck.LogRecorder;
import org.wlsocket.tck.MemoryProvider;

/** What is told of links, and how often. */
class LinkLogTest {

    private final Sockets sockets =
            Sockets.builder().provider(MemoryProvider.with(peer -> {})).build();
    private final NamedSocket idle =
            sockets.connect("idle", "ws://anywhere/", SocketOptions.defaults().withAutoConnect(false));
    private final NamedSocket open = sockets.connect("open", "ws://anywhere/");
    private long now;
    private boolean asked;
    private final LinkLog log = new LinkLog("prices", () -> asked, () -> now);
    private LogRecorder book;

    @BeforeEach
    void begin() {
        open.awaitOpen(Duration.ofSeconds(10));
        book = LogRecorder.start();
    }

    @AfterEach
    void end() {
        book.close();
        sockets.close();
    }

    private void fails(Failure.Reason reason) {
        log.note(SocketEvent.Failed.of(idle, Failure.of(Failure.Phase.CONNECT, reason, "expected more")));
        log.note(SocketEvent.Closed.of(idle, CloseStatus.of(1006), Duration.ofSeconds(2)));
    }

    private void opens(NamedSocket socket) {
        log.note(SocketEvent.Opened.of(socket));
    }

    @Test
    void a_link_that_comes_and_goes_is_not_told_again_and_again() {
        for (int i = 0; i < 10; i++) {
            fails(Failure.Reason.REFUSED);
            fails(Failure.Reason.TIMED_OUT);
            opens(open);
        }
        assertThat(book.warnings()).hasSize(2).allMatch(text -> text.contains("\"prices\" has no link"));
        assertThat(book.infos()).containsExactly("the socket \"prices\" is open again");
        now += LinkLog.PAUSE.toNanos();
        fails(Failure.Reason.REFUSED);
        assertThat(book.warnings()).hasSize(3);
    }

    @Test
    void a_link_that_is_prepared_is_back_with_its_first_message() {
        fails(Failure.Reason.NOT_READY);
        opens(idle);
        assertThat(book.infos()).isEmpty();
        log.note(SocketEvent.Text.of(open, "hello"));
        assertThat(book.infos()).containsExactly("the socket \"prices\" is open again");
    }

    @Test
    void an_end_that_nobody_meant_is_a_warning() {
        log.note(SocketEvent.Closed.of(open, CloseStatus.of(1008, "the server's words")));
        assertThat(book.warnings()).containsExactly("the socket \"prices\" has ended with 1008; it stays"
                + " closed until somebody calls its open()");
    }

    @Test
    void a_failure_that_is_not_retried_is_followed_by_the_end() {
        log.note(SocketEvent.Failed.of(
                idle, Failure.of(Failure.Phase.CONNECT, Failure.Reason.WRONG_HOST, "expected another")));
        log.note(SocketEvent.Closed.of(idle, CloseStatus.of(1006)));
        assertThat(book.warnings()).hasSize(2);
    }

    @Test
    void what_the_application_closes_is_not_told() {
        asked = true;
        Failure early =
                Failure.of(Failure.Phase.CONNECT, Failure.Reason.CLOSED_BY_APPLICATION, "expected no close");
        log.note(SocketEvent.Failed.of(idle, early));
        log.note(SocketEvent.Closed.of(idle, CloseStatus.of(1006)));
        log.note(SocketEvent.Closed.of(open, CloseStatus.of(4000)));
        assertThat(book.warnings()).isEmpty();
        assertThat(book.infos()).isEmpty();
    }
}
