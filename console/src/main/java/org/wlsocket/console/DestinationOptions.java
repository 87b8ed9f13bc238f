// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wlsocket.Destination;
import org.wlsocket.NamedSocketException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Where to connect, and with what. */
final class DestinationOptions {

    private static final String AUTHORIZATION = "Authorization";

    @Parameters(paramLabel = "URL", description = "ws://host[:port]/path or wss://...")
    private String url = "";

    @Option(names = {"-H", "--header"}, paramLabel = "'NAME: VALUE'",
            description = "Add a header to the upgrade request. Repeatable.")
    private List<String> headers = new ArrayList<>();

    @Option(names = "--subprotocol", paramLabel = "NAME", description = "Offer a sub-protocol. Repeatable.")
    private List<String> subprotocols = new ArrayList<>();

    @Option(names = "--auth", paramLabel = "USER:PASSWORD",
            description = "Basic authentication. Other users of this machine may see the command line.")
    private @Nullable String credentials;

    @Option(names = "--connect-timeout", paramLabel = "DURATION", converter = Durations.class,
            defaultValue = "10s",
            description = "Limit of the whole connection attempt; default ${DEFAULT-VALUE}.")
    private Duration connectLimit = Duration.ZERO;

    @Mixin
    private TlsOptions tls = new TlsOptions();

    boolean isInsecure() {
        return tls.isInsecure();
    }

    Destination destination() {
        Destination destination = withConnectLimit(UrlArgument.destination(url));
        for (String header : headers) {
            destination = withHeader(destination, header);
        }
        if (credentials != null) {
            destination = withCredentials(destination, credentials);
        }
        return tls.applyTo(withSubprotocols(destination));
    }

    private Destination withConnectLimit(Destination destination) {
        if (connectLimit.isZero()) {
            throw new UsageException(
                    "expected --connect-timeout with a duration above zero such as 10s, found 0");
        }
        return destination.withConnectLimit(connectLimit);
    }

    private Destination withSubprotocols(Destination destination) {
        try {
            return destination.withSubprotocols(subprotocols.toArray(String[]::new));
        } catch (NamedSocketException.BadArgument e) {
            throw new UsageException("expected each --subprotocol once, with letters, digits and . - _ only,"
                    + " found " + Escapes.line(String.join(" and ", subprotocols))
                    + "; give --subprotocol several times for several");
        }
    }

    private static Destination withHeader(Destination destination, String header) {
        int colon = header.indexOf(':');
        if (colon < 1) {
            throw new UsageException("expected a header of the form 'Name: value', found one without a colon"
                    + " after a name; quote it for the shell");
        }
        String name = header.substring(0, colon).strip();
        try {
            return destination.withHeader(name, header.substring(colon + 1).strip());
        } catch (NamedSocketException.BadArgument e) {
            throw new UsageException("expected a header whose name the handshake does not set itself, of"
                    + " letters, digits and -, with a value of visible ASCII, found another one named "
                    + Escapes.line(name) + "; correct it, or use --subprotocol for sub-protocols");
        }
    }

    private static Destination withCredentials(Destination destination, String credentials) {
        if (destination.headers().keySet().stream().anyMatch(AUTHORIZATION::equalsIgnoreCase)) {
            throw new UsageException("expected either --auth or a header " + AUTHORIZATION
                    + ", found both; leave one of them out");
        }
        return destination.withHeader(AUTHORIZATION, basic(credentials));
    }

    private static String basic(String credentials) {
        if (credentials.indexOf(':') < 1) {
            throw new UsageException("expected --auth USER:PASSWORD, found no colon after a user name");
        }
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }
}
