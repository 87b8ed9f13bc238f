// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.servers;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A server in a process of its own; what it prints is in a file under {@code target}. */
final class ServerProcess implements AutoCloseable {

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
        return new ServerProcess(command.start(), output);
    }

    /** What it has printed. */
    String output() {
        try (Stream<String> lines = Files.lines(output)) {
            return String.join("\n", (Iterable<String>) lines::iterator);
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
            throw new AssertionError("expected the server to end, found it running, and in its output:\n" + output());
        }
    }

    long pid() {
        return process.pid();
    }

    /** Asks it to end, and makes it. */
    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(SECONDS_AT_MOST, SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new AssertionError("expected the server to stop, found it running, and in its output:\n" + output());
        }
    }

    static List<String> java() {
        return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    }
}
