// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.containers.quarkus;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The built application in a process of its own; what it prints is in a file under {@code target}. */
final class QuarkusProcess {

    private static final Path TARGET = Path.of("target");

    /** A loaded machine needs long for a start. */
    private static final long SECONDS_AT_MOST = 90;

    private final Process process;
    private final Path output;

    private QuarkusProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts it with these system properties, on a port that is free. */
    static QuarkusProcess start(String name, Map<String, String> properties) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        properties.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.add("-Dquarkus.http.host=127.0.0.1");
        command.add("-Dquarkus.http.port=0");
        command.add("-jar");
        command.add(TARGET.resolve("quarkus-app/quarkus-run.jar").toString());
        Path output = TARGET.resolve(name + ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        return new QuarkusProcess(builder.start(), output);
    }

    /** What it has printed. */
    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it has printed this, while it runs. */
    MatchResult awaitOutput(Pattern text) {
        return await("\"" + text + "\" in " + output)
                .atMost(SECONDS_AT_MOST, SECONDS)
                .until(() -> find(text), Optional::isPresent)
                .orElseThrow();
    }

    private Optional<MatchResult> find(Pattern text) {
        boolean ended = !process.isAlive();
        Optional<MatchResult> found = text.matcher(output()).results().findFirst();
        if (ended && found.isEmpty()) {
            throw new AssertionError("expected \"" + text + "\", found that the application has ended,"
                    + " and in its output:\n" + output());
        }
        return found;
    }

    /** Waits until it has ended by itself, and {@return its exit code} */
    int awaitEnd() throws InterruptedException {
        if (process.waitFor(SECONDS_AT_MOST, SECONDS)) {
            return process.exitValue();
        }
        process.destroyForcibly();
        throw new AssertionError("expected the application to end, found it running, and in its output:\n"
                + output());
    }

    /** Asks it to end, as an operating system does, and waits until it has. */
    void stop() throws InterruptedException {
        process.destroy();
        int unused = awaitEnd();
    }
}
