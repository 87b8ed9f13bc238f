// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.wlangage;

import java.util.Arrays;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.wlsocket.Destination;
import org.wlsocket.NamedSocketException;

/**
 * Where {@code WebSocketClientConnecte} goes; checked when the destination is made of it.
 *
 * @param sslOption 0 to check the certificate, the only one that is taken
 * @param protocols sub-protocols with commas between them, blank for none
 */
record Address(String scheme, String server, int port, String path, String protocols, int sslOption)
        implements Supplier<Destination> {

    static final int PORT = 80;
    static final int SSL_PORT = 443;
    static final int CHECK_CERTIFICATE = 0;

    private static final Pattern NAME = Pattern.compile("[^\\s/?#@:\\\\\\[\\]]+");
    private static final Pattern IPV6 = Pattern.compile("\\[?([0-9A-Fa-f]*:[0-9A-Fa-f]*:[0-9A-Fa-f:.]*)]?");

    static Address plain(String server, int port, String path, String protocols) {
        return new Address("ws", server, port, path, protocols, CHECK_CERTIFICATE);
    }

    static Address ssl(String server, int port, String path, String protocols, int sslOption) {
        return new Address("wss", server, port, path, protocols, sslOption);
    }

    @Override
    public Destination get() {
        if (sslOption != CHECK_CERTIFICATE) {
            throw new Refused(Problem.sslOption(sslOption));
        }
        Destination destination = Destination.of(scheme + "://" + host() + ":" + port + absolutePath());
        String names = given(protocols, "list of sub-protocols").strip();
        return names.isEmpty() ? destination : destination.withSubprotocols(separated(names));
    }

    private String host() {
        String host = given(server, "server address").strip();
        if (NAME.matcher(host).matches()) {
            return host;
        }
        var ipv6 = IPV6.matcher(host);
        if (!ipv6.matches()) {
            throw new Refused(Problem.server(host));
        }
        return "[" + ipv6.group(1) + "]";
    }

    private String absolutePath() {
        String given = given(path, "path");
        return given.startsWith("/") ? given : "/" + given;
    }

    private static String[] separated(String names) {
        return Arrays.stream(names.split(",", -1)).map(String::strip).toArray(String[]::new);
    }

    static <T> T given(@Nullable T value, String what) {
        if (value == null) {
            throw new NamedSocketException.BadArgument("expected a " + what + ", found null; pass one");
        }
        return value;
    }
}
