// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import jakarta.websocket.Extension;
import jakarta.websocket.WebSocketContainer;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.wlsocket.spi.Handshake;

/** What is offered of permessage-deflate (RFC 7692) to the servers of one make of container. */
final class Compression {

    static final String NAME = "permessage-deflate";

    private static final System.Logger LOG = System.getLogger("org.wlsocket.tyrus");

    /** Stored blocks and small windows make some data longer than it was. */
    private static final int MOST_GROWTH = 8;

    private static final int SMALL_GROWTH = 64;

    private final AtomicBoolean missed = new AtomicBoolean();

    /**
     * {@return what one attempt offers: what the container itself has installed, without parameters unless it
     * has some; nothing where nobody asked or it cannot}
     */
    List<Extension> offer(Handshake handshake, WebSocketContainer container, Tuner tuner) {
        if (!handshake.compression()) {
            return List.of();
        }
        List<Extension> installed = tuner.compresses() ? installedIn(container) : List.of();
        if (installed.isEmpty() && missed.compareAndSet(false, true)) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "expected a container with " + NAME + " for Destination.withCompression, found "
                            + container.getClass().getName()
                            + " without it; messages go uncompressed, docs/containers.md says which has it");
        }
        return installed;
    }

    private static List<Extension> installedIn(WebSocketContainer container) {
        return container.getInstalledExtensions().stream()
                .filter(extension -> extension.getName().equals(NAME))
                .limit(1)
                .toList();
    }

    /** {@return the longest frame that a message of the largest size may come in} */
    static long longestFrame(long largestMessage) {
        return largestMessage + largestMessage / MOST_GROWTH + SMALL_GROWTH;
    }
}
