// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Named WebSocket client sockets with four events.
 *
 * <p>Start at {@link org.wlsocket.Sockets}: it opens {@link org.wlsocket.NamedSocket}s, whose
 * {@link org.wlsocket.SocketEvent}s reach one {@link org.wlsocket.SocketListener}. Rule numbers such as
 * <em>E1</em> or <em>C4</em> in this documentation are those of the socket contract.
 *
 * <p>Unless said otherwise no argument may be null and no result is null; every type is safe for use by
 * several threads. Null and a value that a setting does not take are refused with
 * {@link org.wlsocket.NamedSocketException.BadArgument}; what tests make with the {@code of} of events,
 * states and failures refuses null with {@link NullPointerException}.
 */
@NullMarked
package org.wlsocket;

import org.jspecify.annotations.NullMarked;
