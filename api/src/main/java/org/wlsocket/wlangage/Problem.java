// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.wlangage;

import org.wlsocket.Delivery;
import org.wlsocket.Failure;
import org.wlsocket.NamedSocketException;
import org.wlsocket.SocketState;

/**
 * Why a function did not do what was asked, in no language yet.
 *
 * @param row the key of its text
 * @param phase the key of the text that says what the link was doing, empty where it does not matter
 * @param detail what is particular to this case, for example what was expected and found; may be empty
 */
record Problem(String row, String phase, String detail) {

    static final Problem STOPPED = new Problem(rowOf(NamedSocketException.SocketsClosed.class), "", "");

    static Problem unknownSocket(String name) {
        return new Problem("facade.UnknownSocket", "", "\"" + name + "\"");
    }

    static Problem sslOption(int option) {
        return new Problem("facade.SslOption", "", Integer.toString(option));
    }

    static Problem server(String server) {
        return new Problem("facade.Server", "", "\"" + server + "\"");
    }

    static Problem of(Delivery.Refusal refusal) {
        return new Problem("send." + refusal, "", "");
    }

    static Problem of(Failure failure) {
        return new Problem("link." + failure.reason(), "phase." + failure.phase(), failure.message());
    }

    /** A socket whose link was given up tells why, rather than that it has ended. */
    static Problem of(NamedSocketException e) {
        if (e instanceof NamedSocketException.Ended ended
                && ended.state().orElse(null) instanceof SocketState.Closed closed
                && closed.cause().isPresent()) {
            return of(closed.cause().get());
        }
        return new Problem(rowOf(e.getClass()), "", String.valueOf(e.getMessage()));
    }

    static String rowOf(Class<? extends NamedSocketException> kind) {
        return "call." + kind.getSimpleName();
    }
}
