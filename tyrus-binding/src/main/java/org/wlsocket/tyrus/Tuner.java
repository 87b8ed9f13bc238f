// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.WebSocketContainer;
import java.net.URI;
import java.util.Map;
import org.wlsocket.spi.Handshake;

/**
 * What one make of container needs to be told and can tell beyond the Jakarta API. A tuner never makes a connection
 * fail: where something is not as it knows it, the container is used as it is.
 */
interface Tuner {

    /** {@return the settings for the whole container that a handshake needs} */
    ContainerSettings settingsFor(Handshake handshake);

    /** Sets a container up; called once, before it is used. */
    void tune(WebSocketContainer container, ContainerSettings settings);

    /** Frees what a container holds; called once, when nobody uses it any more. */
    void stop(WebSocketContainer container);

    /** Frees what all containers share. */
    void close();

    /** {@return the URI that makes the container ask for the target that the handshake says, byte for byte} */
    URI uriToAskFor(URI uri);

    /** Adds to the properties that the container sees with one attempt. */
    void tuneAttempt(Handshake handshake, Map<String, Object> properties);

    /** {@return the HTTP status, 0 where it is hidden} */
    int statusOf(HandshakeResponse response);

    /** {@return whether the container goes through the proxy that a handshake says} Another must not be asked to. */
    boolean takesProxies();

    /** {@return how many threads may wait in a listener} See the SPI. */
    int readersThatMayWait();
}
