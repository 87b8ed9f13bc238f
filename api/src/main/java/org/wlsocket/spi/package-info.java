// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What a WebSocket implementation provides so that sockets can run on it.
 *
 * <p>A {@link org.wlsocket.spi.SocketProvider} is an adapter without policy: it opens a
 * {@link org.wlsocket.spi.Wire} and reports what happens on it to a {@link org.wlsocket.spi.WireListener}.
 * Order, limits, time-outs and the event grammar are the kernel's.
 */
@NullMarked
package org.wlsocket.spi;

import org.jspecify.annotations.NullMarked;
