// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wlsocket.tck.TestCertificates;
import org.wlsocket.tck.TyrusServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wlsocket listen PORT}. */
@Command(
        name = "listen",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = "Answers each message with the same message, at any path of up to three parts.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  wlsocket listen 8080",
            "  wlsocket listen 8443 --tls --cacert-file ca.pem",
        })
final class ListenCommand implements Callable<Integer> {

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

    private final Streams streams;

    @Parameters(paramLabel = "PORT", converter = PortArgument.class, description = "0 for any free one.")
    private int port;

    @Option(names = "--host", paramLabel = "NAME", defaultValue = "localhost",
            description = "Address to bind to; default ${DEFAULT-VALUE}. Beyond this machine: 0.0.0.0")
    private String host = "";

    @Option(names = "--tls",
            description = "Listen for wss: with a certificate for localhost, made at the start.")
    private boolean tls;

    @Option(names = "--cacert-file", paramLabel = "FILE",
            description = "Write the authority of that certificate there, for connect --cacert.")
    private @Nullable Path authorityFile;

    ListenCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws InterruptedException {
        checkOptions();
        EchoConnections connections = new EchoConnections(streams);
        try (TyrusServer server = start(connections)) {
            URI address = tls ? server.wss("/") : server.ws("/");
            connections.print("listening on " + address + "; Ctrl-C ends");
            return AtShutdown.run(() -> closeAll(connections, server), () -> waitForEnd(connections, server));
        }
    }

    private void checkOptions() {
        if (authorityFile != null && !tls) {
            throw new UsageException("expected --tls beside --cacert-file, found --cacert-file alone; add"
                    + " --tls: there is no certificate without it");
        }
        if (host.isBlank() || !hasAddress(host)) {
            throw new UsageException("expected a name or address of this machine after --host, such as"
                    + " localhost or 0.0.0.0, found " + (host.isBlank() ? "an empty one" : Escapes.line(host))
                    + "; correct it, or leave --host out");
        }
    }

    private static boolean hasAddress(String host) {
        try {
            InetAddress.getByName(host);
            return true;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static int waitForEnd(EchoConnections connections, TyrusServer server) {
        try {
            connections.awaitUnshown();
            closeAll(connections, server);
            return ExitCode.OK;
        } catch (InterruptedException e) {
            closeAll(connections, server);
            return ExitCode.INTERRUPTED;
        }
    }

    private static void closeAll(EchoConnections connections, TyrusServer server) {
        connections.closeAll();
        try {
            server.awaitNoConnections(CLOSE_LIMIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private TyrusServer start(EchoConnections connections) {
        TyrusServer.Builder builder = TyrusServer.builder().host(host);
        for (String path : new String[] {"/", "/{a}", "/{a}/{b}", "/{a}/{b}/{c}"}) {
            builder.endpoint(path, () -> new EchoEndpoint(connections));
        }
        if (tls) {
            builder.wss(port, TestCertificates.localhost().serverContext());
            writeAuthority();
        } else {
            builder.ws(port);
        }
        try {
            return builder.start();
        } catch (UncheckedIOException e) {
            throw new UsageException("expected a port that is free, found " + host + ":" + port
                    + " taken or forbidden; choose another (" + e.getMessage() + ")");
        }
    }

    private void writeAuthority() {
        if (authorityFile == null) {
            return;
        }
        try {
            Files.writeString(authorityFile, TestCertificates.authority().certificatePem());
        } catch (IOException e) {
            throw new UsageException("expected a file that can be written, found " + authorityFile);
        }
    }
}
