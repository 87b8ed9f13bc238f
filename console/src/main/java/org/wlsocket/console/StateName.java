// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import java.util.Locale;
import org.wlsocket.SocketState;

/** The names of the states, as scripts get them. */
final class StateName {

    private StateName() {}

    static String of(SocketState state) {
        return state.getClass().getSimpleName().toUpperCase(Locale.ROOT);
    }
}
