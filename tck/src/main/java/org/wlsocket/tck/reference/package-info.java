// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The reference run: client scripts of a reference server, what a socket shows for them, and what browsers
 * showed.
 *
 * <p>{@code Run} talks to a {@code RefServer}, by a {@code Visit} for each connection to a {@code Behaviour};
 * {@code Comparison} looks at the outcomes beside the recorded {@code Traces} and the listed {@code Limits};
 * {@code Coverage} sees to it that it has looked at them all.
 */
@NullMarked
package org.wlsocket.tck.reference;

import org.jspecify.annotations.NullMarked;
