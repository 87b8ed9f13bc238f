// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The reference run: client scripts of a reference server, what a socket shows for them, and what browsers showed.
 *
 * <p>{@code Run} talks to a {@code RefServer} and holds a {@code Conversation} for each {@code Behaviour};
 * {@code Comparison} looks at the outcomes beside the recorded {@code Traces} and the listed {@code Limits}.
 */
@NullMarked
package org.wlsocket.tck.reference;

import org.jspecify.annotations.NullMarked;
