// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.WebSocketContainer;
import java.net.URI;
import java.util.Map;
import org.wlsocket.spi.Handshake;

/** For a container of which nothing is known: the Jakarta API alone. */
final class PlainTuner implements Tuner {

    @Override
    public ContainerSettings settingsFor(Handshake handshake) {
        return ContainerSettings.NONE;
    }

    @Override
    public void tune(WebSocketContainer container, ContainerSettings settings) {}

    @Override
    public void stop(WebSocketContainer container) {}

    @Override
    public void close() {}

    @Override
    public URI uriToAskFor(URI uri) {
        return uri;
    }

    @Override
    public void tuneAttempt(Handshake handshake, Map<String, Object> properties) {}

    @Override
    public int statusOf(HandshakeResponse response) {
        return 0;
    }

    @Override
    public boolean takesProxies() {
        return false;
    }

    @Override
    public int readersThatMayWait() {
        return Integer.MAX_VALUE;
    }
}
