// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wlsocket.CloseStatus;
import org.wlsocket.Failure;
import org.wlsocket.tck.DeadPort;
import org.wlsocket.tck.Opcode;
import org.wlsocket.tck.Script;
import org.wlsocket.tck.ScriptedServer;

/** {@code --reconnect} and {@code --queue}: links end, and none may come for a while. */
@Timeout(60)
class ConnectAgainTest {

    private static final String SOON = "--reconnect=10ms";

    /** The next attempt is far away. */
    private static final Script NOT_NOW =
            connection -> connection.answer(503, "Not now", Map.of("Retry-After", "300"), "");

    @Test
    void a_link_that_is_lost_is_followed_by_another() throws IOException {
        Script reset = connection -> {
            connection.accept();
            connection.expectText();
            connection.rst();
        };
        try (ScriptedServer server = ScriptedServer.start(Script.inTurn(reset, Script.echo()))) {
            Talk talk = new Talk()
                    .after("connected", "one\n")
                    .after("connected again", "two\n")
                    .after("two", "")
                    .run(SOON, server.uri("/").toString());
            assertThat(talk.code()).as(talk.toString()).isZero();
            assertThat(talk.out()).containsExactly("two");
            assertThat(talk.err())
                    .containsPattern("closed 1006, next attempt in \\d+\\.\\d s")
                    .containsPattern("connected again after \\d+\\.\\d s");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--queue", "--queue=drop-oldest", "--no-commands"})
    void a_pipe_waits_for_a_server_that_is_not_there_yet(String option) throws IOException {
        Script[] turns = {Script.refuse(503), Script.refuse(503), Script.echo()};
        try (ScriptedServer server = ScriptedServer.start(Script.inTurn(turns))) {
            ConsoleRun run = ConsoleRun.awaiting(1).connect("hi\n", server.uri("/"), SOON, option);
            assertThat(run.code()).as(run.toString()).isZero();
            assertThat(run.out()).isEqualTo("hi\n");
            assertThat(server.accepted()).isEqualTo(3);
        }
    }

    @Test
    void a_server_that_nobody_listens_for_is_waited_for_as_long_as_told() throws IOException {
        try (DeadPort dead = DeadPort.take()) {
            Talk talk = new Talk()
                    .after("next attempt in", "")
                    .run(SOON, "--queue", "--wait=300ms", dead.uri("/").toString());
            assertThat(talk.code()).as(talk.toString()).isEqualTo(1);
            assertThat(talk.out()).isEmpty();
            assertThat(talk.err()).containsPattern("next attempt in \\d").doesNotContain("sent");
        }
        assertThat(nobodyThere("hi\nyou\n", "--queue").err()).contains("could not be written: 2");
        assertThat(nobodyThere("hi\nyou\n", "--no-commands").err())
                .contains("line 1 and all that follow were not sent: no link came");
        assertThat(nobodyThere("hi\nyou\n", "--queue=refuse,1").err())
                .contains("could not be written: 1")
                .contains("line 2 and all that follow were not sent: no link came");
    }

    private static ConsoleRun nobodyThere(String input, String option) throws IOException {
        try (DeadPort dead = DeadPort.take()) {
            ConsoleRun run = ConsoleRun.connect(input, dead.uri("/"), SOON, option, "--wait=300ms");
            assertThat(run.code()).as(run.toString()).isEqualTo(1);
            assertThat(run.out()).isEmpty();
            return run;
        }
    }

    @ParameterizedTest
    @CsvSource({"403, refused again", "301, redirects", "200, no WebSocket server"})
    void what_would_only_happen_again_is_told_and_not_tried_again(int status, String why) throws IOException {
        try (ScriptedServer server = ScriptedServer.start(Script.refuse(status))) {
            ConsoleRun run = ConsoleRun.connect("hi\n", server.uri("/"), SOON);
            assertThat(run.code()).as(run.toString()).isEqualTo(1);
            assertThat(run.err())
                    .contains("HTTP " + status)
                    .containsPattern("not tried again: .*" + why)
                    .contains("line 1 and all that follow were not sent: the socket ended");
            assertThat(server.accepted()).isEqualTo(1);
        }
    }

    @Test
    void a_refusal_after_a_link_is_no_connection_either() throws IOException {
        Script drop = connection -> {
            connection.accept();
            connection.expectText();
            connection.rst();
        };
        try (ScriptedServer server = ScriptedServer.start(Script.inTurn(drop, Script.refuse(403)))) {
            ConsoleRun run = ConsoleRun.connect("hi\n", server.uri("/"), SOON, "--wait", "20s");
            assertThat(run.code()).as(run.toString()).isEqualTo(1);
            assertThat(run.err()).contains("connected").contains("not tried again");
        }
    }

    @Test
    void a_certificate_that_is_not_trusted_is_not_tried_again() {
        Conversation.End end = new Conversation.End(
                CloseStatus.of(1006),
                Failure.of(
                        Failure.Phase.CONNECT,
                        Failure.Reason.CERTIFICATE_UNTRUSTED,
                        "unknown"),
                false,
                null);
        assertThat(NotRetried.isFinal(end)).isTrue();
        assertThat(NotRetried.why(end)).contains("--cacert");
    }

    @Test
    void a_close_that_is_typed_while_waiting_ends_at_once() throws IOException {
        try (ScriptedServer server = ScriptedServer.start(NOT_NOW)) {
            Talk talk = new Talk()
                    .after("next attempt in 300.0 s", "/close\n")
                    .typed("--reconnect", server.uri("/").toString());
            assertThat(talk.code()).as(talk.toString()).isEqualTo(1);
            assertThat(talk.err()).endsWith("closed 1006").doesNotContain("not tried again");
            assertThat(server.accepted()).isEqualTo(1);
        }
    }

    @Test
    void a_ping_that_is_typed_while_waiting_is_explained() throws IOException {
        try (ScriptedServer server = ScriptedServer.start(NOT_NOW)) {
            Talk talk = new Talk()
                    .after("next attempt", "/ping\n/close\n")
                    .typed("--reconnect", server.uri("/").toString());
            assertThat(talk.err()).as(talk.toString()).contains("no pong: there is no link now");
        }
    }

    @Test
    void a_line_that_is_typed_while_waiting_is_refused_without_a_queue() throws IOException {
        try (ScriptedServer server = ScriptedServer.start(NOT_NOW)) {
            Talk talk = new Talk()
                    .after("next attempt", "hi\n/close\n")
                    .typed("--reconnect", server.uri("/").toString());
            assertThat(talk.err())
                    .as(talk.toString())
                    .contains("line 1 was not sent: there is no link now; --queue");
        }
    }

    @Test
    void a_queue_that_is_full_refuses_what_is_typed() throws IOException {
        try (ScriptedServer server = ScriptedServer.start(NOT_NOW)) {
            Talk talk = new Talk()
                    .after("next attempt", "a\nb\n/close\n")
                    .typed("--reconnect", "--queue", "refuse,1", server.uri("/").toString());
            assertThat(talk.err())
                    .as(talk.toString())
                    .contains("line 2 was not sent: as many lines wait")
                    .contains("could not be written: 1");
        }
    }

    @Test
    void a_queue_may_give_up_the_oldest_and_the_exit_code_tells() throws IOException {
        CountDownLatch allRead = new CountDownLatch(1);
        Script waits = connection -> {
            connection.readRequest();
            allRead.await();
            Script.refuse(503).run(connection);
        };
        try (ScriptedServer server = ScriptedServer.start(Script.inTurn(waits, Script.echo()))) {
            ConsoleRun run = ConsoleRun.awaiting(2).of(
                    new AtEnd("a\nb\nc\n", allRead::countDown),
                    "connect",
                    SOON,
                    "--queue=drop-oldest,2",
                    server.uri("/").toString());
            assertThat(run.code()).as(run.toString()).isEqualTo(4);
            assertThat(run.lines()).containsExactly("b", "c");
            assertThat(run.err()).contains("could not be written: 1");
        }
    }

    @ParameterizedTest
    @CsvSource({"1000, 0", "1011, 3"})
    void when_all_is_sent_the_end_of_the_link_is_the_end(int closeCode, int exitCode) throws IOException {
        Script answersOnce = connection -> {
            connection.accept();
            connection.text(connection.expectText());
            connection.close(closeCode, "");
            connection.awaitGone();
        };
        try (ScriptedServer server = ScriptedServer.start(answersOnce)) {
            ConsoleRun run = ConsoleRun.quietFor(Duration.ofSeconds(30))
                    .connect("hi\n", server.uri("/"), "--reconnect=1h,1h");
            assertThat(run.code()).as(run.toString()).isEqualTo(exitCode);
            assertThat(run.out()).isEqualTo("hi\n");
        }
    }

    @Test
    void one_message_is_waited_for_on_the_next_link_too() throws IOException {
        Script closes = connection -> {
            connection.accept();
            connection.close(1001, "");
            connection.expectClose();
        };
        Script greets = connection -> {
            connection.accept();
            connection.text("hello");
            connection.close(1000, "");
            connection.awaitGone();
        };
        try (ScriptedServer server = ScriptedServer.start(Script.inTurn(closes, greets))) {
            ConsoleRun run = ConsoleRun.connect("", server.uri("/"), SOON, "--one-message");
            assertThat(run.code()).as(run.toString()).isZero();
            assertThat(run.lines()).containsExactly("hello");
        }
    }

    @Test
    void scripts_get_the_delay_the_gap_and_the_states() throws IOException {
        // A ping shows that the link is open, and nothing is in doubt after it.
        Script reset = connection -> {
            connection.accept();
            connection.expect(Opcode.PING);
            connection.rst();
        };
        Script[] turns = {reset, Script.refuse(503), Script.echo()};
        try (ScriptedServer server = ScriptedServer.start(Script.inTurn(turns))) {
            Talk talk = new Talk()
                    .after("\"gap\"", "bye\n")
                    .after("\"bye\"", "")
                    .run("--json", SOON, "--ping=100ms,30s", server.uri("/").toString());
            assertThat(talk.code()).as(talk.toString()).isZero();
            assertThat(talk.err()).isEmpty();
            assertThat(talk.out())
                    .anyMatch(line -> line.matches("\\{\"event\":\"closed\".*,\"reconnectIn\":\\d+}"))
                    .anyMatch(line -> line.matches("\\{\"event\":\"opened\",\"gap\":\\{\"attempts\":2,"
                            + "\"downtime\":\\d+,\"queued\":0,\"dropped\":0,\"inDoubt\":0.*}}"))
                    .anyMatch(line -> line.matches(
                            "\\{\"event\":\"state\",\"state\":\"OPEN\",\"queued\":\\d}"))
                    .anyMatch(line -> line.contains("\"state\":\"CLOSED\""));
        }
    }

    @Test
    void scripts_get_the_state_while_the_next_attempt_is_waited_for() throws IOException {
        try (ScriptedServer server = ScriptedServer.start(NOT_NOW)) {
            Talk talk = new Talk()
                    .after("\"state\":\"WAITING\"", "/close\n")
                    .run("--json", "--commands", "--reconnect", server.uri("/").toString());
            assertThat(talk.code()).as(talk.toString()).isEqualTo(1);
            assertThat(talk.out()).anyMatch(line -> line.matches(
                    "\\{\"event\":\"state\",\"state\":\"WAITING\",\"attempt\":\\d,\"heldBy\":.*}"));
        }
    }
}
