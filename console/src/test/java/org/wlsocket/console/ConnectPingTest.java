// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.wlsocket.SocketOptions;
import org.wlsocket.tck.Opcode;
import org.wlsocket.tck.Script;
import org.wlsocket.tck.ScriptedServer;

/** {@code --ping}. */
@Timeout(60)
class ConnectPingTest {

    @Test
    void pings_go_out_as_often_as_told() throws IOException {
        Script wantsTwo = connection -> {
            connection.accept();
            for (int i = 0; i < 2; i++) {
                connection.pong(connection.expect(Opcode.PING).payload());
            }
            connection.close(1000, "");
            connection.awaitGone();
        };
        try (ScriptedServer server = ScriptedServer.start(wantsTwo)) {
            ConsoleRun run = ConsoleRun.connect("", server.uri("/"), "--ping", "100ms,30s", "--wait", "20s");
            assertThat(run.code()).as(run.toString()).isZero();
        }
    }

    @Test
    void a_server_that_is_silent_after_a_ping_is_given_up() throws IOException {
        Script silent = connection -> {
            connection.accept();
            connection.awaitGone();
        };
        try (ScriptedServer server = ScriptedServer.start(silent)) {
            ConsoleRun run = ConsoleRun.connect("", server.uri("/"), "--ping=50ms,100ms", "--wait", "20s");
            assertThat(run.code()).as(run.toString()).isEqualTo(3);
            assertThat(run.err()).contains("PEER_SILENT");
        }
    }

    @Test
    void the_limit_stays_as_it_is_when_only_the_interval_is_told() {
        SocketOptions usual = SocketOptions.defaults();
        SocketOptions changed = new PingOption().convert("5s").applyTo(usual);
        assertThat(changed.pingInterval()).contains(Duration.ofSeconds(5));
        assertThat(changed.pongLimit()).isEqualTo(usual.pongLimit());
    }

    @Test
    void pings_can_be_switched_off() {
        assertThat(new PingOption().convert("off").applyTo(SocketOptions.defaults()).pingInterval())
                .isEmpty();
    }
}
