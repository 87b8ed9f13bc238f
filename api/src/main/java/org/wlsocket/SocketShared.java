// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

/** What the parts of one socket share. */
record SocketShared(Kernel kernel, SocketLock lock, Inbox inbox, Counters counters) {}
