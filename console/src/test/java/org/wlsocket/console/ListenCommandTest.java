// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(90)
class ListenCommandTest {

    private final BlockingQueue<String> printed = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();

    @Test
    void each_connection_and_message_is_printed_and_answered() throws Exception {
        Thread listening = listen("listen", "0");
        String address = address();
        ConsoleRun run = hello(address + "some/path");
        assertThat(run.lines()).containsExactly("hello");
        assertThat(line()).isEqualTo("1: connected to " + address + "some/path");
        assertThat(line()).isEqualTo("1: hello");
        assertThat(line()).isEqualTo("1: closed 1000");
        listening.interrupt();
        assertThat(exitCode.get(20, TimeUnit.SECONDS)).isEqualTo(130);
    }

    @Test
    void the_end_closes_the_connections() throws Exception {
        Thread listening = listen("listen", "0");
        String address = address();
        CompletableFuture<ConsoleRun> connected = CompletableFuture.supplyAsync(
                () -> ConsoleRun.of("", "connect", "--json", "--wait", "30s", address));
        assertThat(line()).startsWith("1: connected");
        listening.interrupt();
        assertThat(connected.get(20, TimeUnit.SECONDS).out()).contains("\"code\":1001");
    }

    @Test
    void tls_comes_with_a_certificate_that_can_be_trusted(@TempDir Path folder) throws Exception {
        String authority = folder.resolve("ca.pem").toString();
        Thread listening = listen("listen", "0", "--tls", "--cacert-file", authority);
        String address = address();
        assertThat(address).startsWith("wss://localhost:");
        assertThat(hello("--cacert", authority, address).lines()).containsExactly("hello");
        listening.interrupt();
    }

    @ParameterizedTest
    @ValueSource(strings = {"::1", "[::1]"})
    void an_address_of_ipv6_is_shown_as_it_can_be_connected_to(String host) throws Exception {
        assumeThat(NetworkInterface.getByInetAddress(InetAddress.getByName("::1"))).isNotNull();
        Thread listening = listen("listen", "0", "--host", host);
        String address = address();
        assertThat(address).startsWith("ws://[::1]:");
        assertThat(hello(address).lines()).containsExactly("hello");
        listening.interrupt();
    }

    @Test
    void a_port_that_is_taken_is_explained() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            ConsoleRun run = ConsoleRun.of("", "listen", Integer.toString(taken.getLocalPort()));
            assertThat(run.code()).isEqualTo(2);
            assertThat(run.err()).contains("expected a port that is free").contains("choose another");
        }
    }

    @Test
    void a_reader_that_goes_away_ends_it_with_the_next_line() throws Exception {
        assertThat(endOfListeningWith("Broken pipe")).isZero();
        assertThat(printed).isEmpty();
    }

    @Test
    void a_line_that_cannot_be_written_ends_it_too_and_is_told() throws Exception {
        assertThat(endOfListeningWith("No space left on device")).isEqualTo(74);
        assertThat(line()).contains("expected an output that can be written, found No space left on device");
    }

    private static ConsoleRun hello(String... optionsAndAddress) {
        List<String> args = new ArrayList<>(List.of("connect"));
        args.addAll(List.of(optionsAndAddress));
        return ConsoleRun.awaiting(1).of("hello\n", args.toArray(String[]::new));
    }

    /** From the second line on, the output cannot be written. */
    private int endOfListeningWith(String failure) throws Exception {
        FailingOutput target = new FailingOutput(failure, 1);
        listen(new Output(target), "listen", "0");
        String first = target.awaitLine();
        String address = first.substring("listening on ".length(), first.indexOf(';'));
        ConsoleRun run = ConsoleRun.connect("", URI.create(address), "--wait", "30s");
        assertThat(run.err()).contains("closed 1001");
        return exitCode.get(20, TimeUnit.SECONDS);
    }

    private Thread listen(String... args) {
        return listen(new LinePrintStream(printed), args);
    }

    private Thread listen(Output out, String... args) {
        Streams streams = new Streams(
                InputStream.nullInputStream(),
                out,
                new LinePrintStream(printed),
                false,
                false,
                false);
        Thread thread = new Thread(() -> exitCode.complete(Main.run(streams, args)), "listening");
        thread.start();
        return thread;
    }

    private String address() throws InterruptedException {
        String first = line();
        assertThat(first).startsWith("listening on ws").endsWith("; Ctrl-C ends");
        return first.substring("listening on ".length(), first.indexOf(';'));
    }

    private String line() throws InterruptedException {
        String line = printed.poll(30, TimeUnit.SECONDS);
        return line == null ? "(nothing)" : line;
    }
}
