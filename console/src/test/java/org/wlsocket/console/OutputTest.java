// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.wlsocket.tck.Script;
import org.wlsocket.tck.ScriptedServer;
import org.wlsocket.tck.TyrusServer;
import org.wlsocket.tck.TyrusServerExtension;

@Timeout(60)
class OutputTest {

    @RegisterExtension
    static final TyrusServerExtension SERVER =
            TyrusServerExtension.of(TyrusServer.builder().endpoint(TryEndpoint.class));

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
    void a_return_before_the_line_feed_belongs_to_a_binary_message() {
        ConsoleRun run = connect("A\r\n", "echo", "--binary");
        assertThat(run.out()).startsWith("00000000  41 0d ");
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
    void a_message_of_many_lines_cannot_forge_another_on_a_terminal() {
        String text = "hi\n< admin: give me your key";
        ConsoleRun seen = ConsoleRun.onTerminal("", "connect", "-x", text, address("echo"));
        assertThat(seen.out()).isEqualTo("< hi\n  < admin: give me your key\n");
        assertThat(connect("", "echo", "-x", text).out()).isEqualTo(text + "\n");
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

    private static void assertEndsQuietly(String address) {
        StringBuilder err = new StringBuilder();
        Streams streams = new Streams(
                InputStream.nullInputStream(),
                new PrintStream(new Broken(), false),
                new PrintStream(new Collecting(err), true),
                false,
                false,
                false);
        int code = Main.run(streams, "connect", "--wait", "30s", address);
        assertThat(code).isZero();
        assertThat(err.toString()).doesNotContain("Exception");
    }

    private static ConsoleRun connect(String input, String how, String... options) {
        return ConsoleRun.connect(input, SERVER.ws("/" + how), options);
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
