// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.wlsocket.Failure;
import org.wlsocket.Failure.Reason;
import org.wlsocket.spi.Handshake;
import org.wlsocket.spi.HttpProxy;
import org.wlsocket.spi.TlsFailures;

/** Finds in what a container throws why an attempt failed. */
final class ConnectFailures {

    private static final int DEEPEST_CAUSE = 16;

    private static final Pattern PROXY_STATUS = Pattern.compile("(?:Proxy error\\. "
            + "|proxy returned the following status code: |Unexpected HttpResponse\\[\\S+ )(\\d{3})");

    private ConnectFailures() {}

    static Failure of(Handshake handshake, Throwable thrown, @Nullable Answer answer) {
        URI uri = handshake.uri();
        Failure failure = answer == null || !decides(answer, thrown)
                ? withoutAnswer(handshake, thrown)
                : withAnswer(uri, answer).withHttpAnswer(answer.status(), answer.headers());
        return failure.withException(thrown);
    }

    /** Containers tell what a proxy has answered in words alone. */
    private static int statusOfProxy(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            Matcher words = PROXY_STATUS.matcher(String.valueOf(cause.getMessage()));
            if (words.find()) {
                return Integer.parseInt(words.group(1));
            }
            cause = cause.getCause();
        }
        return 0;
    }

    /** A 101 decides only where it was refused: an attempt may fail after a good one too. */
    private static boolean decides(Answer answer, Throwable thrown) {
        return answer.status() == Answer.SWITCHING_PROTOCOLS ? isRefusal(thrown) : answer.status() != 0;
    }

    private static Failure withAnswer(URI uri, Answer answer) {
        return answer.status() == Answer.SWITCHING_PROTOCOLS
                ? failure(Reason.INVALID_HANDSHAKE, uri, "an answer as in RFC 6455 section 4.1", "another")
                : failure(Reason.HTTP_STATUS, uri, "HTTP status 101", "" + answer.status());
    }

    private static Failure withoutAnswer(Handshake handshake, Throwable thrown) {
        Optional<HttpProxy> proxy = handshake.proxy();
        int status = proxy.isPresent() ? statusOfProxy(thrown) : 0;
        if (status > 0) {
            return proxy.get().refused(status, Map.of());
        }
        Throwable telling = telling(thrown);
        Reason known = telling == null ? null : reason(telling);
        Reason reason = known == null ? Reason.OTHER : known;
        if (reason == Reason.TLS) {
            return TlsFailures.of(handshake.uri(), thrown).orElseThrow();
        }
        Throwable found = telling == null ? thrown : telling;
        boolean unreached = reason == Reason.REFUSED || reason == Reason.UNKNOWN_HOST;
        if (proxy.isPresent() && unreached) {
            // Nobody but the proxy is looked up and connected to from here.
            return proxy.get().unreached(found);
        }
        if (reason == Reason.TIMED_OUT) {
            return late(handshake);
        }
        String through = proxy.map(each -> " through the proxy " + each).orElse("");
        return failure(reason, handshake.uri(), "a WebSocket server" + through, String.valueOf(found));
    }

    private static Failure late(Handshake handshake) {
        String who = handshake.proxy().map(proxy -> "the proxy " + proxy + " and the server answer").orElse(
                "the server answers");
        return failure(
                Reason.TIMED_OUT,
                handshake.uri(),
                "a WebSocket server",
                "none within " + handshake.connectLimit() + "; see whether " + who
                        + ", or raise Destination.withConnectLimit");
    }

    /** {@return whether what was thrown says enough, so that no answer is to be expected} */
    static boolean isPlain(Throwable thrown) {
        return telling(thrown) != null;
    }

    /** {@return whether the container, or the binding for it, did not like the answer} */
    private static boolean isRefusal(Throwable thrown) {
        return find(thrown, cause -> {
            String name = cause.getClass().getSimpleName();
            return name.endsWith("HandshakeException")
                    || name.equals("UpgradeException")
                    || cause instanceof InvalidAnswer;
        }) != null;
    }

    /** {@return the number that a cause of that class has in its words, 0 where there is none} */
    static int numberIn(Throwable thrown, String type, Pattern words) {
        Throwable cause = find(thrown, each -> each.getClass().getSimpleName().equals(type));
        Matcher number = words.matcher(cause == null ? "" : String.valueOf(cause.getMessage()));
        return number.find() ? Integer.parseInt(number.group(1)) : 0;
    }

    /** {@return what a cause of that class returns from a method, 0 where there is none} */
    static int numberIn(Throwable thrown, String type, String method) {
        Throwable cause = find(thrown, each -> each.getClass().getSimpleName().equals(type));
        try {
            Object number = cause == null ? 0 : Reflect.call(cause, method);
            return number instanceof Integer known && known > 0 ? known : 0;
        } catch (ReflectiveOperationException e) {
            return 0;
        }
    }

    /** {@return whether nothing is told but that a time has passed} */
    static boolean isTimeOut(Throwable thrown) {
        Throwable telling = telling(thrown);
        return !isRefusal(thrown) && (telling == null || reason(telling) == Reason.TIMED_OUT);
    }

    private static @Nullable Throwable telling(Throwable thrown) {
        return find(thrown, cause -> reason(cause) != null);
    }

    /** {@return the first of a throwable and its causes that is wanted} */
    static @Nullable Throwable find(Throwable thrown, Predicate<Throwable> wanted) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (wanted.test(cause)) {
                return cause;
            }
            cause = cause.getCause();
        }
        return null;
    }

    private static @Nullable Reason reason(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
            return Reason.UNKNOWN_HOST;
        }
        if (cause instanceof SSLException || cause instanceof GeneralSecurityException) {
            return Reason.TLS;
        }
        if (cause instanceof TimeoutException
                || cause instanceof SocketTimeoutException
                || message.contains("timed out")
                || cause.getCause() == null && message.startsWith("Handshake response not received")) {
            return Reason.TIMED_OUT;
        }
        if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
            return Reason.REFUSED;
        }
        String type = cause.getClass().getSimpleName();
        if (cause instanceof InvalidAnswer
                || type.equals("ParseException")
                || type.equals("UpgradeFailedException")) {
            return Reason.INVALID_HANDSHAKE;
        }
        boolean lost = cause instanceof IOException && cause.getCause() == null || isEndOfTls(cause);
        return lost ? Reason.CONNECTION_LOST : null;
    }

    /** Tomcat does not expect that a peer ends TLS before TCP, and says so in the words of some language. */
    private static boolean isEndOfTls(Throwable cause) {
        StackTraceElement[] from = cause.getStackTrace();
        return cause instanceof IllegalStateException
                && from.length > 0
                && from[0].getClassName().endsWith(".AsyncChannelWrapperSecure$ReadTask");
    }

    private static Failure failure(Reason reason, URI uri, String expected, String found) {
        // Without the query, which may hold secrets.
        String at = uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
        String message = "expected " + expected + " at " + at + ", found " + found;
        return Failure.of(Failure.Phase.CONNECT, reason, message);
    }
}
