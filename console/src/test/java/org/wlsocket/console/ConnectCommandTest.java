// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wlsocket.tck.DeadPort;
import org.wlsocket.tck.Script;
import org.wlsocket.tck.ScriptedServer;
import org.wlsocket.tck.TyrusServer;
import org.wlsocket.tck.TyrusServerExtension;

@Timeout(60)
class ConnectCommandTest {

    @RegisterExtension
    static final TyrusServerExtension SERVER =
            TyrusServerExtension.of(TyrusServer.builder().endpoint(TryEndpoint.class));

    @Test
    void a_line_from_a_pipe_is_sent_and_its_answer_is_the_whole_output() {
        ConsoleRun run = awaiting(1, "héllo €\n", "echo");
        assertThat(run.code()).as(run.toString()).isZero();
        assertThat(run.out()).isEqualTo("héllo €\n");
        assertThat(run.err()).contains("connected").contains("closed 1000");
    }

    @Test
    void a_last_line_without_a_break_and_windows_breaks_are_lines_too() throws IOException {
        try (ScriptedServer server = ScriptedServer.start(echoes(3))) {
            ConsoleRun run = ConsoleRun.connect("one\r\n\ntwo", server.uri("/"), "--wait", "30s");
            assertThat(run.lines()).as(run.toString()).containsExactly("one", "", "two");
        }
    }

    @Test
    void nothing_of_a_large_pipe_is_lost_and_the_order_stays() {
        List<String> sent = IntStream.range(0, 20_000).mapToObj(i -> "line " + i).toList();
        String input = sent.stream().collect(Collectors.joining("\n", "", "\n"));
        ConsoleRun run = awaiting(sent.size(), input, "echo");
        assertThat(run.code()).isZero();
        assertThat(run.lines()).isEqualTo(sent);
    }

    @Test
    void messages_of_the_command_line_are_sent_instead_of_the_input() throws IOException {
        try (ScriptedServer server = ScriptedServer.start(echoes(2))) {
            String[] options = {"-x", "one", "-x", "/two", "--wait", "30s"};
            ConsoleRun run = ConsoleRun.connect("not this\n", server.uri("/"), options);
            assertThat(run.lines()).as(run.toString()).containsExactly("one", "/two");
            assertThat(run.code()).isZero();
        }
    }

    @Test
    void a_message_that_begins_with_an_at_sign_is_no_file(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("secrets"), "not this");
        ConsoleRun run = connect("", "echo", "-x", "@" + file, "--one-message");
        assertThat(run.lines()).containsExactly("@" + file);
    }

    @Test
    void one_message_ends_after_the_first() {
        ConsoleRun run = connect("", "burst", "--one-message");
        assertThat(run.lines()).containsExactly("one");
        assertThat(run.code()).isZero();
    }

    @Test
    void one_message_that_never_comes_is_told_by_the_exit_code() {
        ConsoleRun run = connect("", "silent", "--one-message", "--wait", "50ms");
        assertThat(run.code()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({"1000, 0", "1001, 3", "1011, 3", "4000, 3"})
    void the_exit_code_tells_how_the_server_closed(String closeCode, int exitCode) {
        ConsoleRun run = connect(closeCode + "\n", "close", "--wait", "20s");
        assertThat(run.code()).as(run.toString()).isEqualTo(exitCode);
        assertThat(run.err()).contains("closed " + closeCode + " \"as asked\"");
    }

    @Test
    void a_line_that_is_not_utf_8_is_reported() {
        InputStream input = new ByteArrayInputStream(new byte[] {'o', 'k', '\n', (byte) 0xff, '\n'});
        ConsoleRun run = ConsoleRun.awaiting(1).of(input, "connect", address("echo"));
        assertThat(run.lines()).containsExactly("ok");
        assertThat(run.err()).contains("line 2 was not sent").contains("--binary");
        assertThat(run.code()).isEqualTo(4);
    }

    @Test
    void a_line_larger_than_the_send_buffer_is_reported_and_the_next_is_sent() {
        ConsoleRun run = awaiting(1, "x".repeat(9_000_000) + "\nnext\n", "echo");
        assertThat(run.lines()).containsExactly("next");
        assertThat(run.err()).contains("line 1 was not sent: it is larger than 8 MiB");
        assertThat(run.code()).isEqualTo(4);
    }

    @Test
    void nobody_listening_is_exit_code_1_with_the_phase() throws IOException {
        try (DeadPort dead = DeadPort.take()) {
            ConsoleRun run = ConsoleRun.connect("hi\n", dead.uri("/"));
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.err()).contains("failed (CONNECT, REFUSED");
            assertThat(run.out()).isEmpty();
        }
    }

    @Test
    void after_the_last_line_it_ends_when_nothing_came_for_a_second() {
        long begin = System.nanoTime();
        ConsoleRun run = connect("not answered\n", "silent");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofSeconds(1));
        assertThat(run.code()).as(run.toString()).isZero();
        assertThat(run.err()).contains("closed 1000");
    }

    /** Echoes so many texts, then closes. */
    private static Script echoes(int texts) {
        return connection -> {
            connection.accept();
            for (int i = 0; i < texts; i++) {
                connection.text(connection.expectText());
            }
            connection.close(1000, "");
            connection.expectClose();
        };
    }

    private static ConsoleRun awaiting(int lines, String input, String how) {
        return ConsoleRun.awaiting(lines).connect(input, SERVER.ws("/" + how));
    }

    private static ConsoleRun connect(String input, String how, String... options) {
        return ConsoleRun.connect(input, SERVER.ws("/" + how), options);
    }

    private static String address(String how) {
        return SERVER.ws("/" + how).toString();
    }
}
