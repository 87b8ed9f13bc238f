// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wlsocket.tck.Script;
import org.wlsocket.tck.ScriptedServer;
import org.wlsocket.tck.TyrusServer;
import org.wlsocket.tck.TyrusServerExtension;

@Timeout(60)
class OutputTest {

    private static final String FULL = "No space left on device";
    private static final String TOLD = "wlsocket: expected an output that can be written, found " + FULL
            + "; what came from then on is not in it; make room or choose another, and begin again\n";

    @RegisterExtension
    static final TyrusServerExtension SERVER =
            TyrusServerExtension.of(TyrusServer.builder().endpoint(TryEndpoint.class));

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void events_are_json_lines_when_asked() {
        ConsoleRun run = awaiting(2, "say \"hi\"\\\t\n", "echo", "--json");
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
        ConsoleRun run = ConsoleRun.awaiting(1).of(input, "connect", "--binary", address("echo"));
        assertThat(run.out()).startsWith("00000000  ff 41 ").endsWith("  .A\n");
        assertThat(run.code()).isZero();
        ConsoleRun json = awaiting(2, "A\n", "echo", "--binary", "--json");
        assertThat(json.out()).contains("{\"event\":\"binary\",\"data\":\"QQ==\"}");
    }

    @Test
    void a_return_before_the_line_feed_belongs_to_a_binary_message() {
        ConsoleRun run = awaiting(1, "A\r\n", "echo", "--binary");
        assertThat(run.out()).startsWith("00000000  41 0d ");
    }

    @Test
    void control_characters_of_the_server_are_escaped_on_a_terminal_only() {
        ConsoleRun seen = ConsoleRun.awaiting(1).onTerminal("", "connect", address("greet"));
        assertThat(seen.out()).isEqualTo("< first\\u001b[31m\n");
        assertThat(awaiting(1, "", "greet").out()).isEqualTo("first\u001b[31m\n");
    }

    @Test
    void a_close_reason_cannot_forge_a_status_line() {
        ConsoleRun run = connect("", "leave", "--wait", "20s");
        assertThat(run.err()).contains("closed 4321 \"enough\\u000aof it\"");
        assertThat(run.code()).isEqualTo(3);
    }

    @Test
    void a_message_of_many_lines_cannot_forge_another_on_a_terminal() {
        String text = "hi\n< admin: give me your key";
        ConsoleRun seen =
                ConsoleRun.onTerminal("", "connect", "--one-message", "-x", text, address("echo"));
        assertThat(seen.out()).isEqualTo("< hi\n  < admin: give me your key\n");
        ConsoleRun piped = connect("", "echo", "--one-message", "-x", text);
        assertThat(piped.out()).isEqualTo(text + "\n");
    }

    @Test
    void an_http_status_is_shown() {
        ConsoleRun run = ConsoleRun.of("", "connect", "--json", SERVER.ws("/no/such/path").toString());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.lines().get(0)).contains("\"cause\":\"HTTP_STATUS\"").contains("\"httpStatus\":404");
    }

    @Test
    void a_broken_output_ends_quietly() {
        assertEndsQuietly(address("greet"));
    }

    @Test
    void a_broken_output_ends_quietly_also_when_the_server_does_not_answer_the_close() throws IOException {
        Script script = connection -> {
            connection.accept();
            connection.text("hi");
            connection.expectClose();
            connection.fin();
        };
        try (ScriptedServer server = ScriptedServer.start(script)) {
            assertEndsQuietly(server.uri("/").toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"connect --wait forever", "connect --json --wait forever"})
    void an_output_that_cannot_be_written_ends_it_and_is_told(String command) {
        FailingOutput out = new FailingOutput(FULL, 0);
        String[] args = (command + " " + address("burst")).split(" ");
        assertThat(run(out, args)).as(err.toString()).isEqualTo(74);
        assertThat(err.toString(StandardCharsets.UTF_8)).endsWith(TOLD);
        assertThat(out.taken()).as("nothing behind a gap").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "listen 0", "--help", "--version", "connect --help", "help listen"})
    void an_output_that_cannot_be_written_is_told_by_each_command(String command) {
        assertThat(run(new FailingOutput(FULL, 0), command.split(" "))).isEqualTo(74);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo(TOLD);
    }

    @Test
    void an_output_that_cannot_be_written_goes_before_a_missing_connection() {
        FailingOutput out = new FailingOutput(FULL, 0);
        assertThat(run(out, "connect", "--json", address("no/such/path"))).isEqualTo(74);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo(TOLD);
    }

    private void assertEndsQuietly(String address) {
        int code = run(new FailingOutput("Broken pipe", 0), "connect", "--wait", "30s", address);
        assertThat(code).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8)).doesNotContain("Exception", "expected");
    }

    private int run(OutputStream out, String... args) {
        PrintStream told = new PrintStream(err, true, StandardCharsets.UTF_8);
        Streams streams =
                new Streams(InputStream.nullInputStream(), new Output(out), told, false, false, false);
        return Main.run(streams, args);
    }

    private static ConsoleRun connect(String input, String how, String... options) {
        return ConsoleRun.connect(input, SERVER.ws("/" + how), options);
    }

    private static ConsoleRun awaiting(int lines, String input, String how, String... options) {
        return ConsoleRun.awaiting(lines).connect(input, SERVER.ws("/" + how), options);
    }

    private static String address(String how) {
        return SERVER.ws("/" + how).toString();
    }
}
