// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
/** The command line: {@code demo}, {@code connect}, {@code listen}. */
@NullMarked
package org.wlsocket.console;

import org.jspecify.annotations.NullMarked;
