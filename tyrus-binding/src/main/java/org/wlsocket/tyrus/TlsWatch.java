// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import jakarta.websocket.WebSocketContainer;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.wlsocket.Failure;
import org.wlsocket.Failure.Reason;
import org.wlsocket.spi.Handshake;

/**
 * Sees whether a container takes the TLS context that stands in the configuration of an attempt. One that
 * does not would trust whomever it likes, and say nothing.
 */
final class TlsWatch {

    /** An attempt that ends with one of these has come as far as TLS. */
    private static final Set<Reason> SINCE_TLS = Set.of(
            Reason.TLS,
            Reason.CERTIFICATE_EXPIRED,
            Reason.CERTIFICATE_UNTRUSTED,
            Reason.WRONG_HOST,
            Reason.PIN_MISMATCH,
            Reason.HTTP_STATUS,
            Reason.INVALID_HANDSHAKE);

    private final boolean watching;
    private volatile boolean taken;

    /** A session came about without it. */
    private volatile boolean refused;

    /** Watches where the destination asks for more than the JVM's own TLS. */
    TlsWatch(Handshake handshake, Tuner tuner) {
        watching = Tls.isAsked(handshake) && tuner.tlsUse() == TlsUse.ATTEMPT;
    }

    /** {@return the same context, which is seen to be taken when an engine or a socket is made with it} */
    SSLContext around(SSLContext context) {
        return watching ? new EngineContext(context, this::took, this::took) : context;
    }

    private <T> T took(T made) {
        taken = true;
        return made;
    }

    /** There is a session, so TLS is up. {@return whether it is not the TLS that the destination says} */
    boolean refuses() {
        if (watching && !taken) {
            refused = true;
        }
        return refused;
    }

    /** {@return what an attempt failed with, or that its TLS was not that of the destination} */
    Failure judge(Failure failure, WebSocketContainer container) {
        boolean ignored = watching && !taken && SINCE_TLS.contains(failure.reason());
        if (!refused && !ignored) {
            return failure;
        }
        Failure unsupported = Unsupported.tls(container);
        return failure.exception().map(unsupported::withException).orElse(unsupported);
    }
}
