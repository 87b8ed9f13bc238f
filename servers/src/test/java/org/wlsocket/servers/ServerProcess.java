// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.servers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A server in a process of its own; what it prints is in a file under {@code target}. */
final class ServerProcess {

    /** A loaded machine needs long for a server. */
    private static final long SECONDS_AT_MOST = 180;

    private final Process process;
    private final Path output;

    private ServerProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static ServerProcess start(String name, ProcessBuilder command) throws IOException {
        Path output = Path.of("target", name + ".log").toAbsolutePath();
        command.redirectErrorStream(true).redirectOutput(output.toFile());
        Process process = command.start();
        // Also when the tests are ended from outside.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process)));
        return new ServerProcess(process, output);
    }

    /** Starts one and waits until it has printed this. */
    static ServerProcess startUntil(String message, String name, ProcessBuilder command) throws Exception {
        ServerProcess process = start(name, command);
        try {
            process.await(name + " has started", () -> process.output().contains(message));
        } catch (Throwable e) {
            process.close();
            throw e;
        }
        return process;
    }

    /** What it has printed. */
    String output() {
        try {
            // A character may have been written in part, which must not fail.
            return new String(Files.readAllBytes(output), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it is so, while the server runs. */
    void await(String what, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + SECONDS.toNanos(SECONDS_AT_MOST);
        while (!condition.getAsBoolean()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new AssertionError("expected that " + what + ", found that the server "
                        + (process.isAlive() ? "runs" : "has ended") + ", and in its output:\n" + output());
            }
            Thread.sleep(50);
        }
    }

    /** Waits until it has ended, whatever it takes. */
    void awaitEnd() throws InterruptedException {
        if (!process.waitFor(SECONDS_AT_MOST, SECONDS)) {
            throw new AssertionError(
                    "expected the server to end, found it running, and in its output:\n" + output());
        }
    }

    long pid() {
        return process.pid();
    }

    /** Writes a line to its standard input. */
    void tell(String line) throws IOException {
        process.outputWriter(UTF_8).append(line).append('\n').flush();
    }

    /** Ends its standard input. */
    void endInput() throws IOException {
        process.outputWriter(UTF_8).close();
    }

    /** Asks it to end, and makes it. */
    public void close() throws InterruptedException {
        process.destroy();
        boolean ended = false;
        try {
            ended = process.waitFor(SECONDS_AT_MOST, SECONDS);
        } finally {
            if (!ended) {
                end(process);
            }
        }
        if (!ended) {
            throw new AssertionError(
                    "expected the server to stop, found it running, and in its output:\n" + output());
        }
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    static List<String> java() {
        return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    }
}
