// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The contract as a suite of tests, and the kit with which users test their own sockets.
 *
 * <p>Users begin with {@link org.wlsocket.tck.VirtualTime}: sockets without a network, in a time that the
 * test steps. Its parts serve alone too: {@link org.wlsocket.tck.MemoryProvider}, {@link
 * org.wlsocket.tck.SteppedTime} and {@link org.wlsocket.tck.EventRecorder}. Where a real wire is needed,
 * {@link org.wlsocket.tck.TyrusServerExtension} starts a server that behaves, and {@link
 * org.wlsocket.tck.ScriptedServer} one that does not.
 *
 * <p>A provider passes when ten-line subclasses of {@link org.wlsocket.tck.SocketContract}, {@link
 * org.wlsocket.tck.SecureSocketContract}, {@link org.wlsocket.tck.ResilienceTest}, {@link
 * org.wlsocket.tck.RaceTest}, {@link org.wlsocket.tck.LoadTest}, {@link org.wlsocket.tck.CrowdTest} and
 * {@link org.wlsocket.tck.SilenceTest} pass.
 */
@NullMarked
package org.wlsocket.tck;

import org.jspecify.annotations.NullMarked;
