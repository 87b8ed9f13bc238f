// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wlsocket.tck.Script;
import org.wlsocket.tck.ScriptedServer;
import org.wlsocket.tck.TyrusServer;
import org.wlsocket.tck.TyrusServerExtension;

/** What only a process of its own can show. */
@Timeout(90)
class ProcessTest {

    @RegisterExtension
    static final TyrusServerExtension SERVER =
            TyrusServerExtension.of(TyrusServer.builder().endpoint(TryEndpoint.class));

    @ParameterizedTest
    @CsvSource({"HUP, 129", "INT, 130", "TERM, 143"})
    @DisabledOnOs(OS.WINDOWS) // there a process cannot be asked to end
    void a_process_that_is_asked_to_end_closes_with_1001(String signal, int exitCode) throws Exception {
        TryEndpoint.forgetClosed();
        Process process = start("connect", SERVER.ws("/echo").toString());
        try (BufferedReader err = process.errorReader(StandardCharsets.UTF_8)) {
            assertThat(err.readLine()).isEqualTo("connected");
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(process.exitValue()).isEqualTo(exitCode);
        TryEndpoint.expectClosed(1001);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void ctrl_c_ends_the_wait_for_the_next_attempt() throws Exception {
        Script notNow = connection -> connection.answer(503, "Not now", Map.of("Retry-After", "300"), "");
        try (ScriptedServer server = ScriptedServer.start(notNow)) {
            Process process =
                    start("connect", "--reconnect", "--queue", server.uri("/").toString());
            try (BufferedReader err = process.errorReader(StandardCharsets.UTF_8)) {
                assertThat(err.readLine()).contains("HTTP 503");
                assertThat(err.readLine()).contains("next attempt in 300.0 s");
                new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start();
                assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
                assertThat(err.lines()).containsExactly("closed 1006");
            }
            assertThat(process.exitValue()).isEqualTo(130);
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void ctrl_c_does_not_wait_for_an_attempt_that_is_not_answered() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(Script.handsOff())) {
            Process process = start("connect", "--connect-timeout", "10m", server.uri("/").toString());
            server.awaitAccepted(1, Duration.ofSeconds(30));
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(130);
        }
    }

    @Test
    void the_output_is_utf_8_whatever_the_locale() throws Exception {
        Process process = start("connect", "--one-message", SERVER.ws("/echo").toString());
        process.getOutputStream().write("é€😀\n".getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        byte[] out = process.getInputStream().readAllBytes();
        assertThat(new String(out, StandardCharsets.UTF_8)).isEqualTo("é€😀\n");
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    @Test
    void a_reader_that_goes_away_ends_it_quietly() throws Exception {
        Process process = start("connect", "--wait", "60s", SERVER.ws("/greet").toString());
        process.getInputStream().close();
        process.getOutputStream().close();
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(err).doesNotContain("Exception");
        assertThat(process.exitValue()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"connect", "--help"})
    void an_output_that_is_full_is_told_and_is_exit_code_74(String command) throws Exception {
        File full = new File("/dev/full");
        assumeThat(full).exists();
        ProcessBuilder builder = command.equals("connect")
                ? builder(command, "--wait", "60s", SERVER.ws("/greet").toString())
                : builder(command);
        Process process = builder.redirectOutput(full).start();
        process.getOutputStream().close();
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(err).contains("expected an output that can be written, found ");
        assertThat(process.exitValue()).as(err).isEqualTo(74);
    }

    private static Process start(String... args) throws IOException {
        return builder(args).start();
    }

    private static ProcessBuilder builder(String... args) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder = new ProcessBuilder();
        if (OS.LINUX.isCurrentOs()) {
            // A build in the background has Ctrl-C ignored, and hands that on.
            builder.command().addAll(List.of("env", "--default-signal=INT,HUP"));
        }
        String classPath = System.getProperty("java.class.path");
        builder.command().addAll(List.of(java, "-cp", classPath, Main.class.getName()));
        builder.command().addAll(List.of(args));
        builder.environment().put("LC_ALL", "C");
        return builder;
    }
}
