// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The key of a socket, taken apart.
 *
 * @param socket its name
 * @param last what is behind the name
 */
record SocketKey(String socket, String last) {

    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9_-]+");

    /** {@return what a key is; empty for that of all sockets and for what is no key of a socket} */
    static Optional<SocketKey> of(String key) {
        String rest = key.substring(Key.ROOT.length());
        int end = rest.startsWith("\"") ? rest.indexOf("\".") : rest.indexOf('.');
        if (end <= 0) {
            return Optional.empty();
        }
        String socket = rest.startsWith("\"") ? rest.substring(1, end) : rest.substring(0, end);
        return prefixes(socket).stream()
                .filter(key::startsWith)
                .map(prefix -> new SocketKey(socket, key.substring(prefix.length())))
                .findFirst();
    }

    /** {@return what the keys of a socket begin with, as messages write them} */
    static String prefix(String socket) {
        return prefixes(socket).get(0);
    }

    /**
     * {@return what the keys of a socket may begin with; a name that is more than letters, digits, - and _
     * stands in quotes, any other may}
     */
    static List<String> prefixes(String socket) {
        String plain = Key.ROOT + socket + ".";
        String quoted = Key.ROOT + "\"" + socket + "\".";
        boolean isPlain = PLAIN_NAME.matcher(socket).matches() && !plain.equals(Keys.DEFAULTS);
        return isPlain ? List.of(plain, quoted) : List.of(quoted);
    }
}
