// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.util.List;
import java.util.Map;

/** Ends of links, for tests of what follows them. */
final class Ends {

    private Ends() {}

    static LinkEnd closed(int code) {
        return LinkEnd.of(CloseStatus.of(code), null, 0);
    }

    static LinkEnd failed(Failure.Phase phase, Failure.Reason reason) {
        return LinkEnd.of(CloseStatus.LOST, Failure.of(phase, reason, "a test"), 0);
    }

    /** Status 0 stands for one that the container does not show. */
    static LinkEnd answered(int status) {
        return answered(status, Map.of());
    }

    static LinkEnd answered(int status, String retryAfter) {
        return answered(status, Map.of("Retry-After", List.of(retryAfter)));
    }

    static LinkEnd answered(int status, Map<String, List<String>> headers) {
        Failure failure = Failure.of(Failure.Phase.CONNECT, Failure.Reason.HTTP_STATUS, "a test")
                .withHttpAnswer(status, headers);
        return LinkEnd.of(CloseStatus.LOST, failure, 0);
    }
}
