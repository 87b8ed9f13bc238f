// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import java.net.URI;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.concurrent.Callable;
import javax.net.ssl.SSLContext;
import org.wlsocket.Sockets;
import org.wlsocket.spi.DefaultSockets;
import org.wlsocket.tck.TestCertificates;
import org.wlsocket.tck.TyrusServer;
import picocli.CommandLine.Command;

/** {@code wlsocket demo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Runs the example of the WLangage documentation against a server in this process: first over ws:,"
                    + " then over wss: with a certificate that is made at the start.",
            "Ends with 0 when the opening, the server's message and the closing came both times, else with 1."
        },
        footerHeading = "%nExamples:%n",
        footer = "  wlsocket demo")
final class DemoCommand implements Callable<Integer> {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Streams streams;

    DemoCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws InterruptedException, NoSuchAlgorithmException {
        SSLContext before = SSLContext.getDefault();
        SSLContext.setDefault(TestCertificates.clientContext());
        try (TyrusServer server = TyrusServer.builder().endpoint(DemoEndpoint.class).ws().wss().start();
                Sockets sockets = Sockets.create()) {
            DefaultSockets.use(sockets);
            try {
                boolean plain = succeeds(server.ws("/demo"));
                boolean secure = succeeds(server.wss("/demo"));
                return plain && secure ? ExitCode.OK : ExitCode.NOT_CONNECTED;
            } finally {
                DefaultSockets.clear(sockets);
            }
        } finally {
            SSLContext.setDefault(before);
        }
    }

    private boolean succeeds(URI address) throws InterruptedException {
        boolean success = new DemoRun(streams.out()::println).succeeds(address, LIMIT);
        if (!success) {
            streams.err().println("demo: expected opening, message and closing with 1000 over " + address
                    + ", found something else; see above");
        }
        return success;
    }
}
