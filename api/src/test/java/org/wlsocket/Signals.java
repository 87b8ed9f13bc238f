// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.wlsocket.LinkState.Step;

/** Every signal that a link can get, by its name in {@link LinkStateTest}. */
final class Signals {

    static final CloseStatus OURS = CloseStatus.of(4000, "ours");
    static final CloseStatus PEERS = CloseStatus.of(4001, "peer's");
    static final Failure VIOLATION =
            Failure.of(Failure.Phase.OPEN, Failure.Reason.PROTOCOL_VIOLATION, "violation");
    static final Failure OTHER = Failure.of(Failure.Phase.OPEN, Failure.Reason.OTHER, "other");
    static final Failure LIMIT = Failure.of(Failure.Phase.WRITE, Failure.Reason.TIMED_OUT, "limit");

    private static final Map<String, Function<LinkState, Step>> ALL = new TreeMap<>(Map.ofEntries(
            Map.entry("opened", state -> state.opened(false)),
            Map.entry("opened, to prepare", state -> state.opened(true)),
            Map.entry("prepared", LinkState::prepared),
            Map.entry("message", LinkState::message),
            Map.entry("close, nothing waits", state -> state.closeAsked(OURS, true)),
            Map.entry("close, messages wait", state -> state.closeAsked(OURS, false)),
            Map.entry("all written", LinkState::allWritten),
            Map.entry("closed", state -> state.closed(PEERS)),
            Map.entry("lost", LinkState::lost),
            Map.entry("failed by a violation", state -> state.failed(VIOLATION)),
            Map.entry("failed otherwise", state -> state.failed(OTHER)),
            Map.entry("given up", state -> state.givenUp(LIMIT)),
            Map.entry("write limit", state -> state.writeLimitPassed(LIMIT)),
            Map.entry("connect limit", state -> state.connectLimitPassed(LIMIT)),
            Map.entry("close limit", LinkState::closeLimitPassed)));

    private Signals() {}

    static Map<String, Function<LinkState, Step>> all() {
        return ALL;
    }

    static Step apply(String name, LinkState state) {
        return ALL.get(name).apply(state);
    }
}
