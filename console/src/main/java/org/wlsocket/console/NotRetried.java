// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import org.wlsocket.Failure;
import org.wlsocket.LinkEnd;

/** Says why no further attempt is made after an end. */
final class NotRetried {

    private static final String NO_SERVER = "this is no WebSocket server; look at host, port and path";

    private NotRetried() {}

    /** {@return whether the end is one after which no attempt is made unless a rule asks for it} */
    static boolean isFinal(Conversation.End end) {
        Failure failure = end.failure();
        boolean ours = failure != null && failure.reason() == Failure.Reason.CLOSED_BY_APPLICATION;
        return !ours && !LinkEnd.of(end.status(), failure, 0).isRetriedByTable();
    }

    static String why(Conversation.End end) {
        Failure failure = end.failure();
        return failure == null ? "the server does not take what is sent to it" : why(failure);
    }

    private static String why(Failure failure) {
        return switch (failure.reason()) {
            case HTTP_STATUS -> whyHttp(failure.httpStatus().orElse(0));
            case INVALID_HANDSHAKE -> NO_SERVER;
            case CERTIFICATE_EXPIRED, CERTIFICATE_UNTRUSTED, WRONG_HOST, PIN_MISMATCH ->
                "a certificate does not become trusted by itself; look at --cacert";
            case PROTOCOL_VIOLATION -> "the server would break the protocol again";
            case MESSAGE_TOO_LARGE -> "a message as large would come again";
            default -> "it would end in the same way";
        };
    }

    private static String whyHttp(int status) {
        return switch (status / 100) {
            case 3 -> "redirects are not followed; use the address that the server names";
            case 4 -> "the same request would be refused again; look at path, --auth and --header";
            default -> NO_SERVER;
        };
    }
}
