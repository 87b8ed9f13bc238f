// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The provider SPI on Jakarta WebSocket.
 *
 * <p>A message comes in through {@link org.wlsocket.tyrus.SocketEndpoint} and goes out through
 * {@code SessionWire}; {@code Containers} finds and shares the containers, a {@code Tuner} knows one make of
 * container: Tyrus, on either of its transports, or any other, which is used as it is. This package compiles
 * against the Jakarta API alone; what a tuner sets beyond it goes by name.
 */
@NullMarked
package org.wlsocket.tyrus;

import org.jspecify.annotations.NullMarked;
