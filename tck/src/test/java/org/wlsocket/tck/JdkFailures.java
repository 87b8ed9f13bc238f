// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.net.http.WebSocketHandshakeException;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.wlsocket.Failure;
import org.wlsocket.spi.Handshake;
import org.wlsocket.spi.HttpProxy;
import org.wlsocket.spi.TlsFailures;

/** What the JDK's client throws, in the words of the contract. */
final class JdkFailures {

    private static final Pattern TUNNEL = Pattern.compile("Tunnel failed, got: (\\d{3})");

    private JdkFailures() {}

    static Failure ofConnect(Handshake handshake, Throwable thrown) {
        HttpProxy proxy = handshake.proxy().orElse(null);
        if (proxy != null && statusOfProxy(thrown) > 0) {
            return proxy.refused(statusOfProxy(thrown), headers(thrown)).withException(thrown);
        }
        if (thrown instanceof WebSocketHandshakeException refused) {
            return ofAnswer(refused.getResponse(), refused);
        }
        if (proxy != null && thrown instanceof ConnectException) {
            return proxy.unreached(thrown);
        }
        return has(thrown, SSLException.class)
                ? TlsFailures.of(handshake.uri(), thrown).orElseThrow()
                : failure(reasonOf(thrown), thrown);
    }

    /** A 407 comes as if it were the server's, all else in words alone. */
    private static int statusOfProxy(Throwable thrown) {
        if (thrown instanceof WebSocketHandshakeException refused) {
            int status = refused.getResponse().statusCode();
            return status == 407 ? status : 0;
        }
        Matcher words = TUNNEL.matcher(String.valueOf(thrown.getMessage()));
        return words.find() ? Integer.parseInt(words.group(1)) : 0;
    }

    private static Map<String, List<String>> headers(Throwable thrown) {
        return thrown instanceof WebSocketHandshakeException refused
                ? refused.getResponse().headers().map()
                : Map.of();
    }

    private static Failure ofAnswer(HttpResponse<?> answer, Throwable thrown) {
        if (answer.statusCode() == 101) {
            return failure(Failure.Reason.INVALID_HANDSHAKE, thrown);
        }
        return failure(Failure.Reason.HTTP_STATUS, thrown)
                .withHttpAnswer(answer.statusCode(), Map.copyOf(answer.headers().map()));
    }

    private static Failure.Reason reasonOf(Throwable thrown) {
        if (thrown instanceof HttpTimeoutException) {
            return Failure.Reason.TIMED_OUT;
        }
        if (thrown instanceof ConnectException) {
            boolean unresolved = has(thrown, UnresolvedAddressException.class);
            return unresolved ? Failure.Reason.UNKNOWN_HOST : Failure.Reason.REFUSED;
        }
        return has(thrown, ProtocolException.class)
                ? Failure.Reason.INVALID_HANDSHAKE
                : Failure.Reason.CONNECTION_LOST;
    }

    static boolean has(Throwable thrown, Class<? extends Throwable> kind) {
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            if (kind.isInstance(each)) {
                return true;
            }
        }
        return false;
    }

    private static Failure failure(Failure.Reason reason, Throwable thrown) {
        return Failure.of(Failure.Phase.CONNECT, reason, String.valueOf(thrown)).withException(thrown);
    }

    static Failure violation(Throwable thrown) {
        return Failure.of(Failure.Phase.OPEN, Failure.Reason.PROTOCOL_VIOLATION, String.valueOf(thrown))
                .withException(thrown);
    }
}
