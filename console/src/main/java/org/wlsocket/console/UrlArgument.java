// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import java.util.regex.Pattern;
import org.wlsocket.Destination;
import org.wlsocket.NamedSocketException;

/** Reads the URL of {@code connect}; says what is wrong with it in the words of the command line. */
final class UrlArgument {

    private static final String SHAPE = "a URL such as ws://localhost:8080/ or wss://example.org/chat";

    private static final Pattern SCHEME = Pattern.compile("(?i)wss?://.*", Pattern.DOTALL);
    private static final Pattern NO_HOST = Pattern.compile("(?i)wss?://([:/?#].*)?", Pattern.DOTALL);

    private UrlArgument() {}

    static Destination destination(String url) {
        try {
            return Destination.of(url);
        } catch (NamedSocketException.BadArgument e) {
            throw new UsageException(explain(url, e));
        }
    }

    /** What is in the URL may be a secret; the library's words show it without. */
    private static String explain(String url, NamedSocketException.BadArgument refused) {
        if (!SCHEME.matcher(url).matches()) {
            return "expected " + SHAPE + ", found one without ws:// or wss:// at its beginning; put it there,"
                    + " ws:// instead of http:// and wss:// instead of https://";
        }
        if (NO_HOST.matcher(url).matches()) {
            return "expected " + SHAPE + ", found one without a host; put it behind ws:// or wss://";
        }
        if (url.indexOf('@') >= 0) {
            return "expected " + SHAPE + ", found one with an @, as before a host that has a user;"
                    + " give user and password with --auth, and write an @ of the path as %40";
        }
        return String.valueOf(refused.getMessage());
    }
}
