// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.wlangage;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.wlsocket.SocketEvent;
import org.wlsocket.SocketListener;

/** Makes listeners of procedures. */
final class Procedures {

    private Procedures() {}

    static @Nullable SocketListener french(@Nullable ProcedureSocket procedure) {
        return procedure == null
                ? null
                : withProblem(event -> procedure.evenement(EvenementSocket.of(event), messageOf(event)));
    }

    static @Nullable SocketListener english(@Nullable SocketProcedure procedure) {
        return procedure == null
                ? null
                : withProblem(event -> procedure.event(SocketEventConstant.of(event), messageOf(event)));
    }

    /** {@return the second argument of a procedure} */
    static String messageOf(SocketEvent event) {
        if (event instanceof SocketEvent.Text text) {
            return text.text();
        }
        if (event instanceof SocketEvent.Binary binary) {
            return StandardCharsets.ISO_8859_1.decode(binary.data()).toString();
        }
        return event instanceof SocketEvent.Closed closed ? Integer.toString(closed.status().code()) : "";
    }

    /** C8: inside a procedure the error is that of its event; the thread is left clean for the next one. */
    private static SocketListener withProblem(SocketListener procedure) {
        return event -> {
            LastProblem.clear();
            if (event instanceof SocketEvent.Failed failed) {
                LastProblem.set(Problem.of(failed.cause()));
            }
            try {
                procedure.on(event);
            } finally {
                LastProblem.clear();
            }
        };
    }
}
