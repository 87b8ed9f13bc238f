// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import org.wlsocket.SocketState;
import org.wlsocket.SocketStatistics;

/** Shows what a socket is doing; called again and again, one call after another. */
interface StateView {

    /** Shows it, unless it is what was shown last. */
    void show(SocketState state, SocketStatistics numbers);

    /** Takes away what must not stay. */
    void end();
}
