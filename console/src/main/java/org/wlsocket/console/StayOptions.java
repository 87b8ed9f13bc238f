// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import org.jspecify.annotations.Nullable;
import org.wlsocket.Reconnect;
import org.wlsocket.SocketOptions;
import picocli.CommandLine.Option;

/** How the socket stays connected. */
final class StayOptions {

    @Option(names = "--reconnect", arity = "0..1", paramLabel = "[MIN,]MAX",
            fallbackValue = ReconnectOption.DEFAULT, converter = ReconnectOption.class,
            preprocessor = OptionalValue.class,
            description = "Try again when there is no link or no link any more; the delays grow from 2 s to"
                    + " 30 s unless told otherwise. What would only happen again is not tried.")
    private @Nullable Reconnect reconnect;

    @Option(names = "--queue", arity = "0..1", paramLabel = "KIND[,LINES]",
            fallbackValue = QueueOption.DEFAULT, converter = QueueOption.class,
            preprocessor = OptionalValue.class,
            description = "Let lines wait while there is no link, at most 1000 or 8 MiB. KIND says what"
                    + " becomes of more: refuse (what is typed; a pipe waits), as without it, or"
                    + " drop-oldest.")
    private QueueOption.@Nullable Queue queue;

    @Option(names = "--ping", paramLabel = "INTERVAL[,LIMIT]", converter = PingOption.class,
            description = "Send a ping that often, and give the link up when nothing comes within the limit;"
                    + " 20s,10s without this option. off for no pings.")
    private PingOption.@Nullable Pings pings;

    boolean isReconnecting() {
        return reconnect != null;
    }

    SocketOptions applyTo(SocketOptions options) {
        SocketOptions changed = reconnect == null ? options : options.withReconnect(reconnect);
        changed = queue == null ? changed : queue.applyTo(changed);
        return pings == null ? changed : pings.applyTo(changed);
    }
}
