// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.wlsocket.tck.Frame;
import org.wlsocket.tck.Script;
import org.wlsocket.tck.ScriptedServer;

/**
 * The peer of all runs, in a JVM of its own so that its heap and threads do not count. Its only line of
 * output is its address; it runs until it is ended.
 */
public final class CapacityServer {

    static final String TEXT_IN = "/text-in";
    static final String BINARY_IN = "/binary-in";
    static final String TEXT_OUT = "/text-out";
    static final String BINARY_OUT = "/binary-out";
    static final String ECHO = "/echo";
    static final String LIVE = "/live";

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private CapacityServer() {}

    /** Serves; see the class. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        CompletableFuture<ScriptedServer> itself = new CompletableFuture<>();
        Map<String, Script> scripts = Map.of(
                TEXT_IN, sending(Frame.text(Payloads.text(Payloads.INBOUND_BYTES))),
                BINARY_IN, sending(Frame.binary(Payloads.binary(Payloads.INBOUND_BYTES))),
                TEXT_OUT, connection -> {
                    connection.accept();
                    connection.text(Payloads.digest(connection.expectText()));
                    connection.echoUntilClose();
                },
                BINARY_OUT, connection -> {
                    connection.accept();
                    connection.text(Payloads.digest(connection.expectBinary()));
                    connection.echoUntilClose();
                },
                ECHO, Script.echo(),
                LIVE, connection -> {
                    connection.accept();
                    connection.text(String.valueOf(itself.join().live() - 1));
                    connection.echoUntilClose();
                });
        ScriptedServer server =
                ScriptedServer.builder().ioLimit(PATIENCE).start(Script.byPath(scripts));
        itself.complete(server);
        System.out.println("ws://127.0.0.1:" + server.port());
        Thread.currentThread().join();
    }

    /** When the peer has said something, so that its time is its own. */
    private static Script sending(Frame message) {
        byte[] bytes = message.encode();
        return connection -> {
            connection.accept();
            connection.expectText();
            connection.rawBytes(bytes);
            connection.echoUntilClose();
        };
    }
}
