// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.servers;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks into the JVM of a server from outside, with {@code jcmd} of the JDK that runs the tests. So the
 * server needs no agent and no port, and no application that could be asked: what is looked for is what stays
 * when there is none.
 */
final class ServerJvm {

    /**
     * For the JVM of the server: with it each collection clears what is only softly reachable. Some caches of
     * the JDK keep classes that way, which is no leak.
     */
    static final List<String> OPTIONS = List.of("-XX:SoftRefLRUPolicyMSPerMB=0");

    private static final Pattern THREAD = Pattern.compile("^\"(.*?)\" #.*");
    private static final long SECONDS_AT_MOST = 60;

    private final long pid;

    ServerJvm(long pid) {
        this.pid = pid;
    }

    /** The names of all its Java threads. */
    List<String> threads() throws IOException, InterruptedException {
        return jcmd("Thread.print").stream()
                .map(THREAD::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .toList();
    }

    /**
     * The copies of a class that are loaded after a collection, one for each class loader that has defined
     * it, because a class goes with its loader. A histogram of instances would not do: a loader can stay
     * without an instance.
     */
    List<String> copies(Class<?> type) throws IOException, InterruptedException {
        jcmd("GC.run");
        // Each is followed by the address of its loader.
        return jcmd("VM.class_hierarchy", type.getName()).stream()
                .filter(line -> line.contains(type.getName() + "/"))
                .toList();
    }

    /** Waits until nothing is left. */
    void await(String what, Callable<List<String>> left) throws Exception {
        long end = System.nanoTime() + SECONDS.toNanos(SECONDS_AT_MOST);
        List<String> found = left.call();
        while (!found.isEmpty()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("expected that " + what + ", found " + found
                        + "; why they stay is in " + heap());
            }
            found = left.call();
        }
    }

    private Path heap() throws IOException, InterruptedException {
        Path dump = Path.of("target", "server-" + pid + ".hprof").toAbsolutePath();
        jcmd("GC.heap_dump", dump.toString());
        return dump;
    }

    private List<String> jcmd(String... command) throws IOException, InterruptedException {
        Path output = Path.of("target", "jcmd-" + pid + ".log").toAbsolutePath();
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
        line.add(String.valueOf(pid));
        line.addAll(Arrays.asList(command));
        Process process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended;
        try {
            ended = process.waitFor(SECONDS_AT_MOST, SECONDS);
        } finally {
            process.destroyForcibly();
        }
        List<String> lines = Files.readAllLines(output);
        if (!ended || process.exitValue() != 0) {
            throw new AssertionError("expected " + line + " to succeed, found that it did not: " + lines);
        }
        return lines;
    }
}
