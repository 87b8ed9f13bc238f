// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck.reference;

import org.wlsocket.CloseStatus;
import org.wlsocket.Delivery;
import org.wlsocket.NamedSocket;
import org.wlsocket.NamedSocketException;
import org.wlsocket.SocketState;

/** A step's calls, and what a browser's {@code WebSocket} would have thrown where ours refuses. */
final class Calls {

    private static final int NORMAL = 1000;
    private static final int LEAST = 3000;
    private static final int MOST = 4999;

    private Calls() {}

    static void act(Step step, NamedSocket socket, Recording recording) {
        if (step.sends()) {
            step.texts().forEach(text -> send(text, socket, recording));
        } else {
            close(step, socket, recording);
        }
    }

    /** A browser throws before the open and drops silently after the close. */
    private static void send(String text, NamedSocket socket, Recording recording) {
        Delivery delivery = socket.send(text);
        if (delivery.accepted()) {
            return;
        }
        if (socket.state() instanceof SocketState.Connecting) {
            recording.threw("send", "InvalidStateError");
        } else if (socket.state() instanceof SocketState.Open) {
            recording.threw("send", String.valueOf(delivery.outcome()));
        }
    }

    private static void close(Step step, NamedSocket socket, Recording recording) {
        int code = step.code().orElse(NORMAL);
        String reason = step.reason();
        try {
            if (step.code().isEmpty() && reason == null) {
                socket.close();
            } else {
                socket.close(CloseStatus.of(code, reason == null ? "" : reason));
            }
        } catch (NamedSocketException.BadArgument e) {
            recording.threw("close", maySend(code) ? "SyntaxError" : "InvalidAccessError");
        }
    }

    private static boolean maySend(int code) {
        return code == NORMAL || code >= LEAST && code <= MOST;
    }
}
