// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.CloseReason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.wlsocket.tck.TyrusServer;
import org.wlsocket.tck.TyrusServerExtension;

@Timeout(60)
class TypedCommandTest {

    @RegisterExtension
    static final TyrusServerExtension SERVER =
            TyrusServerExtension.of(TyrusServer.builder().endpoint(TryEndpoint.class));

    @BeforeEach
    void forget() {
        TryEndpoint.forgetClosed();
    }

    @Test
    void a_typed_close_sends_its_code_and_reason() throws InterruptedException {
        ConsoleRun run = connect("/close 4000 why not\n", "echo", "--commands");
        assertThat(run.code()).as(run.toString()).isZero();
        CloseReason seen = TryEndpoint.expectClosed(4000);
        assertThat(seen.getReasonPhrase()).isEqualTo("why not");
    }

    @Test
    void a_close_with_a_code_of_the_protocol_is_explained_and_not_done() {
        ConsoleRun run = awaiting(1, "/close 1006\nstill here\n", "echo", "--commands");
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
    void a_typed_ping_is_a_json_event_when_asked() {
        ConsoleRun run = connect("/ping\n", "echo", "--commands", "--json", "-P");
        assertThat(run.lines()).hasSize(4);
        assertThat(run.lines().get(1)).isEqualTo("{\"event\":\"ping\"}");
        assertThat(run.lines().get(2)).matches("\\{\"event\":\"pong\",\"micros\":\\d+}");
        assertThat(connect("/ping\n", "echo", "--commands", "--json").lines())
                .hasSize(3)
                .noneMatch(line -> line.contains("\"ping\""));
    }

    @Test
    void two_slashes_send_one_and_an_unknown_command_sends_nothing() {
        ConsoleRun run = awaiting(1, "//etc\n/what\n", "echo", "--commands");
        assertThat(run.lines()).containsExactly("/etc");
        assertThat(run.err()).contains("expected /ping, /close");
        assertThat(run.code()).isEqualTo(4);
    }

    @Test
    void a_pipe_is_data_and_a_terminal_takes_commands() {
        assertThat(awaiting(1, "/ping\n", "echo").lines()).containsExactly("/ping");
        ConsoleRun typed = ConsoleRun.onTerminal("/ping\n", "connect", address("echo"));
        assertThat(typed.err()).contains("pong after");
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
