// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.wlsocket.Delivery.Refusal;
import org.wlsocket.Destination;
import org.wlsocket.Failure;
import org.wlsocket.NamedSocketException;
import org.wlsocket.SocketOptions;

/** Says in the words of the command line what the library says with the names of its calls. */
record ConsoleText(Destination destination, SocketOptions options) {

    private static final int DEEPEST_CAUSE = 16;
    private static final String NO_TLS = "the server may not speak TLS there: try ws:";
    private static final String NO_LINK = "there is no link now";

    /** {@return why a link was given up, in one sentence} */
    String of(Failure failure) {
        return switch (failure.reason()) {
            case TIMED_OUT -> timedOut(failure);
            case CERTIFICATE_UNTRUSTED ->
                "expected a certificate of " + server() + " that is trusted" + found(failure)
                        + "; if it is the right server, give the file of its authority with --cacert";
            case WRONG_HOST ->
                "expected a certificate for " + destination.uri().getHost() + found(failure)
                        + "; use a name in the URL that it is for, or have that name put in";
            case TLS -> noTls(failure);
            case CONNECTION_LOST -> failure.message() + (isSecure() ? "; " + NO_TLS : "");
            case MESSAGE_TOO_LARGE ->
                "expected messages of at most " + options.maxMessageSize()
                        + " bytes, found a larger one; raise --max-message if it is meant";
            case PEER_SILENT ->
                "expected a sign of life within " + Durations.shown(options.pongLimit())
                        + " after a ping, found none; the server or the network to it is gone, or raise the"
                        + " limit of --ping";
            case CLOSED_BY_APPLICATION -> "it was closed before there was a link";
            default -> failure.message();
        };
    }

    private String timedOut(Failure failure) {
        return switch (failure.phase()) {
            case CONNECT ->
                "expected a link within " + Durations.shown(destination.connectLimit())
                        + ", found none; see whether a server" + (isSecure() ? " that speaks TLS" : "")
                        + " answers at " + server() + ", or raise --connect-timeout";
            case WRITE ->
                "expected a line to be written within " + Durations.shown(options.writeLimit())
                        + ", found no progress; the server does not read";
            case DRAIN ->
                "expected what was pending to be written and the close to be answered in time, found that not"
                        + " so; the server does not read or answer";
            default -> failure.message();
        };
    }

    /** A server that knows TLS refuses with an alert, which has a type of its own. */
    private String noTls(Failure failure) {
        boolean unreadable = causes(failure).stream()
                .anyMatch(thrown -> thrown.getClass() == SSLException.class && thrown.getCause() == null);
        return "expected TLS with " + server() + found(failure) + "; "
                + (unreadable
                        ? NO_TLS
                        : "see which protocol versions the server takes, and whether it wants --cert");
    }

    private boolean isSecure() {
        return destination.uri().getScheme().equals("wss");
    }

    private String server() {
        URI uri = destination.uri();
        return uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }

    /** The deepest cause is nearest to what was found. */
    private static String found(Failure failure) {
        Optional<String> told = causes(failure).stream()
                .map(Throwable::getMessage)
                .filter(message -> message != null && !message.isBlank())
                .reduce((before, next) -> next);
        return told.map(message -> ", found: " + message).orElse(", found another");
    }

    /** {@return the exception and its causes, the outermost first} */
    private static List<Throwable> causes(Failure failure) {
        List<Throwable> causes = new ArrayList<>();
        Throwable each = failure.exception().orElse(null);
        while (each != null && causes.size() < DEEPEST_CAUSE) {
            causes.add(each);
            each = each.getCause();
        }
        return causes;
    }

    /** {@return why a line was not taken} */
    static String notSent(Refusal refusal) {
        return switch (refusal) {
            case NOT_OPEN -> NO_LINK + "; --queue lets lines wait for one";
            case CLOSING -> "the socket is being closed";
            case BUFFER_FULL ->
                "as many lines wait for a link as may; --queue drop-oldest gives up the oldest instead";
            case TOO_LARGE -> "it is larger than 8 MiB, which is all that may wait to be written";
        };
    }

    /** {@return why there was no pong} */
    static String noPong(Throwable failure) {
        if (failure instanceof NamedSocketException.TimedOut) {
            return "none came in time; the server may be gone";
        }
        if (failure instanceof NamedSocketException.Ended) {
            return "the link ended first";
        }
        boolean tooEarly = failure instanceof NamedSocketException.NotAllowed;
        return tooEarly ? NO_LINK : String.valueOf(failure.getMessage());
    }
}
