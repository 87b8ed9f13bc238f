// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import jakarta.websocket.WebSocketContainer;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.wlsocket.Failure;
import org.wlsocket.spi.Handshake;

/** What a destination asks for and its container has no way to do; no other attempt would fare better. */
final class Unsupported {

    private Unsupported() {}

    /** {@return why a handshake must not even be tried, null where it may} */
    static @Nullable Failure in(Handshake handshake, Containers.Lease lease) {
        Tuner tuner = lease.tuner();
        if (handshake.proxy().isPresent() && !tuner.takesProxies()) {
            return proxy(lease.container());
        }
        if (Tls.isAsked(handshake) && tuner.tlsUse() == TlsUse.NONE) {
            return tls(lease.container());
        }
        int target = lengthOfTarget(handshake.uri());
        return target > tuner.longestTarget() ? target(target, tuner, lease.container()) : null;
    }

    private static int lengthOfTarget(URI uri) {
        String query = uri.getRawQuery();
        return uri.getRawPath().length() + (query == null ? 0 : 1 + query.length());
    }

    private static Failure target(int found, Tuner tuner, WebSocketContainer container) {
        return because("expected a request target of at most " + tuner.longestTarget() + " characters on "
                + container.getClass().getName() + ", found " + found + "; send what is long in a header or"
                + " a message, or use another container");
    }

    private static Failure proxy(WebSocketContainer container) {
        return because("expected a container whose proxy can be set, found " + what(container) + "; put Tyrus"
                + " or Jetty into the application, in a version that this binding is tested with, or leave"
                + " Destination.withProxy out");
    }

    /** {@return that a container does not look at the TLS context or the host check of a destination} */
    static Failure tls(WebSocketContainer container) {
        return because("expected a container whose TLS can be set, found " + what(container) + ", which takes"
                + " no context from a destination; put Tyrus or Jetty into the application, or leave"
                + " withSslContext, withTls and withHostCheck out of the Destination");
    }

    private static String what(WebSocketContainer container) {
        String whose = Tuner.isOurs(container) ? "" : "one of the server, ";
        return whose + container.getClass().getName();
    }

    static Failure because(String message) {
        return Failure.of(Failure.Phase.CONNECT, Failure.Reason.UNSUPPORTED, message);
    }
}
