// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The refusals: one constant for each reason, without a stack trace (C4). */
enum RefusedDelivery implements Delivery {
    NOT_OPEN(Refusal.NOT_OPEN),
    CLOSING(Refusal.CLOSING),
    BUFFER_FULL(Refusal.BUFFER_FULL),
    TOO_LARGE(Refusal.TOO_LARGE);

    private final Outcome outcome;

    RefusedDelivery(Refusal reason) {
        this.outcome = new Outcome.Refused(reason);
    }

    @Override
    public Outcome outcome() {
        return outcome;
    }

    @Override
    public CompletionStage<Outcome> completion() {
        return CompletableFuture.completedStage(outcome);
    }
}
