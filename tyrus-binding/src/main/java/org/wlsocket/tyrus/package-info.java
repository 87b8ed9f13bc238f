// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The provider SPI on Jakarta WebSocket.
 *
 * <p>A message comes in through {@link org.wlsocket.tyrus.SocketEndpoint} and goes out through
 * {@code SessionWire}; {@code ContainerChoice} finds the containers and {@code Containers} shares
 * them. A {@code Tuner} knows one make of container: Tyrus, on either of its transports, Jetty, Tomcat or
 * Undertow; any other is used by the Jakarta API alone. This package compiles against that API; what a tuner
 * sets beyond it goes by name.
 */
@NullMarked
package org.wlsocket.tyrus;

import org.jspecify.annotations.NullMarked;
