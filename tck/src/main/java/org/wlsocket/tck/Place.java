// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import org.jspecify.annotations.Nullable;
import org.wlsocket.Delivery.Refusal;
import org.wlsocket.NamedSocketException;

/** Where a socket can be, and what the calls answer there. */
enum Place {
    IDLE("Idle", false, true, Refusal.NOT_OPEN, NamedSocketException.Ended.class),
    CONNECTING("Connecting", true, true, Refusal.NOT_OPEN, NamedSocketException.TimedOut.class),
    OPEN("Open", true, true, null, null),
    CLOSING("Closing", false, false, Refusal.CLOSING, NamedSocketException.Ended.class),
    CLOSED_BY_US("Closed(1000)", false, false, Refusal.NOT_OPEN, NamedSocketException.Ended.class),
    CLOSED_BY_PEER("Closed(4000)", false, true, Refusal.NOT_OPEN, NamedSocketException.Ended.class),
    FAILED("Closed(1006, ", false, true, Refusal.NOT_OPEN, NamedSocketException.Ended.class);

    final String state;
    final boolean holdsName;
    final boolean found;
    final @Nullable Refusal refusal;
    final @Nullable Class<?> awaitOpen;

    Place(
            String state,
            boolean holdsName,
            boolean found,
            @Nullable Refusal refusal,
            @Nullable Class<? extends NamedSocketException> awaitOpen) {
        this.state = state;
        this.holdsName = holdsName;
        this.found = found;
        this.refusal = refusal;
        this.awaitOpen = awaitOpen;
    }
}
