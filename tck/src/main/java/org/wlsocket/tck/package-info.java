// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The contract as a suite of tests, and the kit with which users test their own sockets.
 *
 * <p>A provider passes when ten-line subclasses of {@link org.wlsocket.tck.SocketContract}, {@link
 * org.wlsocket.tck.RaceTest}, {@link org.wlsocket.tck.LoadTest} and {@link org.wlsocket.tck.SilenceTest}
 * pass. Users test with {@link org.wlsocket.tck.MemoryProvider}, {@link org.wlsocket.tck.EventRecorder} and
 * {@link org.wlsocket.tck.SteppedTime}, and against {@link org.wlsocket.tck.ScriptedServer} where a real wire
 * is needed.
 */
@NullMarked
package org.wlsocket.tck;

import org.jspecify.annotations.NullMarked;
