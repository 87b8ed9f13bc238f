// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.wlsocket.Delivery.DropReason;
import org.wlsocket.Delivery.Outcome;

/** R9, C5: what two links of one socket do with the same messages. */
class LinkOutboxTest {

    private final SocketLock lock = new SocketLock();
    private final SocketOptions options = SocketOptions.defaults()
            .withQueue(OfflineQueue.on(OfflineQueue.Overflow.REFUSE).withResendInDoubt(true));
    private final Counters counters = new Counters();
    private final Outbox outbox = new Outbox("test", options, counters, () -> Instant.EPOCH);
    private final OutgoingMessage message = OutgoingMessage.of(lock, "message");
    private final LinkOutbox first = ready();
    private final LinkOutbox second = ready();

    private LinkOutbox ready() {
        LinkOutbox link = new LinkOutbox(outbox, options.sendBuffer());
        link.ready();
        return link;
    }

    @Test
    void r9_a_link_that_is_over_takes_nothing_of_what_the_next_one_is_to_write() {
        assertThat(outbox.offer(message)).isNull();
        first.end(DropReason.LINK_ENDED);
        assertThat(first.next(1)).isNull();
        assertThat(second.next(1)).isSameAs(message);
    }

    @Test
    void r9_a_message_whose_write_failed_has_its_outcome_when_the_next_link_writes_it() {
        assertThat(outbox.offer(message)).isNull();
        assertThat(first.next(1)).isSameAs(message);
        assertThat(first.ended(message, new IOException("reset"))).isSameAs(OutgoingMessage.NOBODY_WAITS);
        assertThat(first.ended(message, new IOException("again"))).isNull();
        first.end(DropReason.LINK_ENDED);
        assertThat(second.next(1)).isSameAs(message);
        assertThat(second.ended(message, null)).isNotNull();
        assertThat(message.outcome()).isInstanceOf(Outcome.Written.class);
        assertThat(counters.pending).isZero();
    }
}
