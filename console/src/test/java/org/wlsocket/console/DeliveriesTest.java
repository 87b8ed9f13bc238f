// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.wlsocket.Delivery;
import org.wlsocket.Delivery.DropReason;
import org.wlsocket.Delivery.Outcome;

class DeliveriesTest {

    private final Deliveries deliveries = new Deliveries();

    @Test
    void what_is_written_or_in_doubt_is_not_lost() {
        add(new Outcome.Written());
        add(new Outcome.Dropped(DropReason.IN_DOUBT));
        assertThat(deliveries.lost()).isZero();
        assertThat(deliveries.inDoubt()).isEqualTo(1);
    }

    @Test
    void what_is_dropped_later_is_lost_and_counted() {
        AtomicReference<Outcome> first = add(new Outcome.Pending());
        add(new Outcome.Dropped(DropReason.LINK_ENDED));
        assertThat(deliveries.lost()).isZero();
        first.set(new Outcome.Written());
        assertThat(deliveries.lost()).isEqualTo(1);
    }

    private AtomicReference<Outcome> add(Outcome outcome) {
        AtomicReference<Outcome> current = new AtomicReference<>(outcome);
        deliveries.add(new Delivery() {
            @Override
            public Outcome outcome() {
                return current.get();
            }

            @Override
            public CompletionStage<Outcome> completion() {
                return CompletableFuture.completedStage(current.get());
            }
        });
        return current;
    }
}
