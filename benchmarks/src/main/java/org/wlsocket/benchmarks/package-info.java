// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What sockets cost on the container of the class path: large messages, many idle sockets, many that open and
 * close, and what a JVM keeps of them. Run by {@code bin/capacity}, never by the build.
 */
@NullMarked
package org.wlsocket.benchmarks;

import org.jspecify.annotations.NullMarked;
