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
        try {
            Destination destination = Destination.of(url).withConnectLimit(connectLimit);
            for (String header : headers) {
                destination = withHeader(destination, header);
            }
            if (credentials != null) {
                destination = destination.withHeader("Authorization", basic(credentials));
            }
            return tls.applyTo(destination.withSubprotocols(subprotocols.toArray(String[]::new)));
        } catch (NamedSocketException.BadArgument e) {
            throw new UsageException(e.getMessage());
        }
    }

    private static Destination withHeader(Destination destination, String header) {
        int colon = header.indexOf(':');
        if (colon < 1) {
            throw new UsageException("expected a header of the form 'Name: value', found one without a colon"
                    + " after a name; quote it for the shell");
        }
        String name = header.substring(0, colon).strip();
        return destination.withHeader(name, header.substring(colon + 1).strip());
    }

    private static String basic(String credentials) {
        if (credentials.indexOf(':') < 1) {
            throw new UsageException("expected --auth USER:PASSWORD, found no colon after a user name");
        }
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }
}
