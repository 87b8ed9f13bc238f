// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.CloseReason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wlsocket.tck.TyrusServer;
import org.wlsocket.tck.TyrusServerExtension;

@Timeout(60)
class ConnectCommandTest {

    @RegisterExtension
    static final TyrusServerExtension SERVER =
            TyrusServerExtension.of(TyrusServer.builder().endpoint(TryEndpoint.class));

    @BeforeEach
    void forget() {
        TryEndpoint.CLOSED.clear();
    }

    @Test
    void a_line_from_a_pipe_is_sent_and_its_answer_is_the_whole_output() {
        ConsoleRun run = connect("héllo €\n", "echo");
        assertThat(run.code()).as(run.toString()).isZero();
        assertThat(run.out()).isEqualTo("héllo €\n");
        assertThat(run.err()).contains("connected").contains("closed 1000");
    }

    @Test
    void a_last_line_without_a_break_and_windows_breaks_are_lines_too() {
        assertThat(connect("one\r\n\ntwo", "echo").lines()).containsExactly("one", "", "two");
    }

    @Test
    void nothing_of_a_large_pipe_is_lost_and_the_order_stays() {
        List<String> sent = IntStream.range(0, 20_000).mapToObj(i -> "line " + i).toList();
        ConsoleRun run = connect(sent.stream().collect(Collectors.joining("\n")), "echo");
        assertThat(run.code()).isZero();
        assertThat(run.lines()).isEqualTo(sent);
    }

    @Test
    void messages_of_the_command_line_are_sent_instead_of_the_input() {
        ConsoleRun run = connect("not this\n", "echo", "-x", "one", "-x", "/two");
        assertThat(run.lines()).containsExactly("one", "/two");
        assertThat(run.code()).isZero();
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
    void a_typed_close_sends_its_code_and_reason() throws InterruptedException {
        ConsoleRun run = connect("/close 4000 why not\n", "echo", "--commands");
        assertThat(run.code()).as(run.toString()).isZero();
        CloseReason seen = TryEndpoint.CLOSED.poll(10, SECONDS);
        assertThat(seen.getCloseCode().getCode()).isEqualTo(4000);
        assertThat(seen.getReasonPhrase()).isEqualTo("why not");
    }

    @Test
    void a_close_with_a_code_of_the_protocol_is_explained_and_not_done() {
        ConsoleRun run = connect("/close 1006\nstill here\n", "echo", "--commands");
        assertThat(run.err()).contains("3000 to 4999").contains("1006");
        assertThat(run.lines()).containsExactly("still here");
        assertThat(run.code()).isEqualTo(4);
    }

    @Test
    void a_typed_ping_is_answered() {
        ConsoleRun run = connect("/ping\n", "echo", "--commands", "-P");
        assertThat(run.err()).contains("ping sent").containsPattern("pong after \\d+\\.\\d ms");
        assertThat(run.code()).isZero();
    }

    @Test
    void two_slashes_send_one_and_an_unknown_command_sends_nothing() {
        ConsoleRun run = connect("//etc\n/what\n", "echo", "--commands");
        assertThat(run.lines()).containsExactly("/etc");
        assertThat(run.err()).contains("expected /ping, /close");
        assertThat(run.code()).isEqualTo(4);
    }

    @Test
    void a_pipe_is_data_and_a_terminal_takes_commands() {
        assertThat(connect("/ping\n", "echo").lines()).containsExactly("/ping");
        ConsoleRun typed = ConsoleRun.onTerminal("/ping\n", "connect", address("echo"));
        assertThat(typed.err()).contains("pong after");
    }

    @Test
    void events_are_json_lines_when_asked() {
        ConsoleRun run = connect("say \"hi\"\\\t\n", "echo", "--json");
        assertThat(run.lines())
                .containsExactly(
                        "{\"event\":\"opened\"}",
                        "{\"event\":\"text\",\"text\":\"say \\\"hi\\\"\\\\\\t\"}",
                        "{\"event\":\"closed\",\"code\":1000,\"reason\":\"\"}");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void binary_goes_out_as_it_is_and_comes_back_as_a_dump() {
        InputStream input = new ByteArrayInputStream(new byte[] {(byte) 0xff, 'A', '\n'});
        ConsoleRun run = ConsoleRun.of(input, "connect", "--binary", address("echo"));
        assertThat(run.out()).startsWith("00000000  ff 41 ").endsWith("  .A\n");
        assertThat(run.code()).isZero();
        ConsoleRun json = connect("A\n", "echo", "--binary", "--json");
        assertThat(json.out()).contains("{\"event\":\"binary\",\"data\":\"QQ==\"}");
    }

    @Test
    void a_line_that_is_not_utf_8_is_reported() {
        InputStream input = new ByteArrayInputStream(new byte[] {'o', 'k', '\n', (byte) 0xff, '\n'});
        ConsoleRun run = ConsoleRun.of(input, "connect", address("echo"));
        assertThat(run.lines()).containsExactly("ok");
        assertThat(run.err()).contains("line 2 was not sent").contains("--binary");
        assertThat(run.code()).isEqualTo(4);
    }

    @Test
    void a_line_larger_than_the_send_buffer_is_reported_and_the_next_is_sent() {
        ConsoleRun run = connect("x".repeat(9_000_000) + "\nnext\n", "echo");
        assertThat(run.lines()).containsExactly("next");
        assertThat(run.err()).contains("line 1 was not sent: TOO_LARGE");
        assertThat(run.code()).isEqualTo(4);
    }

    @Test
    void control_characters_of_the_server_are_escaped_on_a_terminal_only() {
        ConsoleRun seen = ConsoleRun.onTerminal("", "connect", address("greet"));
        assertThat(seen.out()).isEqualTo("< first\\u001b[31m\n");
        assertThat(connect("", "greet").out()).isEqualTo("first\u001b[31m\n");
    }

    @Test
    void a_close_reason_cannot_forge_a_status_line() {
        ConsoleRun run = connect("", "leave", "--wait", "20s");
        assertThat(run.err()).contains("closed 4321 \"enough\\u000aof it\"");
        assertThat(run.code()).isEqualTo(3);
    }

    @Test
    void nobody_listening_is_exit_code_1_with_the_phase() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        ConsoleRun run = ConsoleRun.of("hi\n", "connect", "ws://localhost:" + port + "/");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("failed (CONNECT, REFUSED");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void an_http_status_is_shown() {
        ConsoleRun run = ConsoleRun.of("", "connect", "--json", SERVER.ws("/no/such/path").toString());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.lines().get(0)).contains("\"cause\":\"HTTP_STATUS\"").contains("\"httpStatus\":404");
    }

    @Test
    void a_broken_output_ends_quietly() {
        StringBuilder err = new StringBuilder();
        Streams streams = new Streams(
                InputStream.nullInputStream(),
                new PrintStream(new Broken(), false),
                new PrintStream(new Collecting(err), true),
                false,
                false,
                false);
        int code = Main.run(streams, "connect", "--wait", "30s", address("greet"));
        assertThat(code).isZero();
        assertThat(err.toString()).doesNotContain("Exception");
    }

    private static ConsoleRun connect(String input, String how, String... options) {
        String[] args = new String[options.length + 2];
        args[0] = "connect";
        System.arraycopy(options, 0, args, 1, options.length);
        args[args.length - 1] = address(how);
        return ConsoleRun.of(input, args);
    }

    private static String address(String how) {
        return SERVER.ws("/" + how).toString();
    }

    private static final class Broken extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
        }
    }

    private static final class Collecting extends OutputStream {
        private final StringBuilder text;

        Collecting(StringBuilder text) {
            this.text = text;
        }

        @Override
        public synchronized void write(int b) {
            text.append((char) b);
        }
    }
}
