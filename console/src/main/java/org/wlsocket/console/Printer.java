// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import java.time.Duration;
import org.wlsocket.SocketEvent;

/** Shows what happens; called by one thread after another. */
interface Printer {

    void opened(SocketEvent.Opened event);

    void text(SocketEvent.Text event);

    void binary(SocketEvent.Binary event);

    void failed(SocketEvent.Failed event);

    void closed(SocketEvent.Closed event);

    void ping();

    void pong(Duration roundTrip);

    /** Says something that is no event, on the error stream. */
    void note(String line);

    /** {@return whether the output cannot be written any more, as when nobody reads it} */
    boolean isBroken();
}
