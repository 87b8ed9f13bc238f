// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.wlsocket.tck.HandshakeRequest;
import org.wlsocket.tck.Script;
import org.wlsocket.tck.ScriptedServer;

/** What the server sees, and what the client does when the server misbehaves. */
@Timeout(60)
class ConnectWireTest {

    @Test
    void headers_credentials_and_subprotocols_reach_the_server() throws IOException {
        BlockingQueue<HandshakeRequest> requests = new LinkedBlockingQueue<>();
        Script script = connection -> {
            requests.add(connection.accept("v2"));
            connection.echoUntilClose();
        };
        try (ScriptedServer server = ScriptedServer.start(script)) {
            ConsoleRun run = ConsoleRun.of(
                    "",
                    "connect",
                    "-H",
                    "X-Key: a: b",
                    "--header=X-Key:c",
                    "--auth",
                    "me:pass:word",
                    "--subprotocol",
                    "v3",
                    "--subprotocol",
                    "v2",
                    server.uri("/a%20b?q=1").toString());
            assertThat(run.err()).as(run.toString()).contains("sub-protocol v2").doesNotContain("word");
        }
        HandshakeRequest request = requests.remove();
        assertThat(request.target()).isEqualTo("/a%20b?q=1");
        assertThat(String.join(", ", request.headers("X-Key"))).isEqualTo("a: b, c");
        assertThat(request.header("Authorization")).contains("Basic bWU6cGFzczp3b3Jk");
        assertThat(request.subprotocols()).containsExactly("v3", "v2");
    }

    @Test
    void a_link_that_breaks_is_exit_code_3_and_what_came_before_is_shown() throws IOException {
        Script script = connection -> {
            connection.accept();
            connection.text("last words");
            connection.fin();
        };
        try (ScriptedServer server = ScriptedServer.start(script)) {
            ConsoleRun run = ConsoleRun.of("", "connect", "--wait", "20s", server.uri("/").toString());
            assertThat(run.out()).isEqualTo("last words\n");
            assertThat(run.err()).contains("closed 1006");
            assertThat(run.code()).isEqualTo(3);
        }
    }

    @Test
    void a_close_that_the_server_never_answers_is_exit_code_3() throws IOException {
        Script script = connection -> {
            connection.accept();
            connection.expectClose();
            connection.fin();
        };
        try (ScriptedServer server = ScriptedServer.start(script)) {
            ConsoleRun run = ConsoleRun.of("", "connect", "--wait", "0s", server.uri("/").toString());
            assertThat(run.err()).contains("closed 1006");
            assertThat(run.code()).isEqualTo(3);
        }
    }

    @Test
    void a_message_larger_than_the_limit_is_told_with_the_option_that_raises_it() throws IOException {
        Script script = connection -> {
            connection.accept();
            connection.text("x".repeat(2000));
            connection.echoUntilClose();
        };
        try (ScriptedServer server = ScriptedServer.start(script)) {
            ConsoleRun small = ConsoleRun.connect("", server.uri("/"), "--wait=20s", "--max-message=1k");
            assertThat(small.code()).as(small.toString()).isEqualTo(3);
            assertThat(small.err()).contains("at most 1024 bytes").contains("--max-message");
            ConsoleRun large = ConsoleRun.connect("", server.uri("/"), "--one-message", "--max-message=2k");
            assertThat(large.out()).hasSize(2001);
        }
    }

    @Test
    void an_empty_close_is_a_normal_end() throws IOException {
        Script script = connection -> {
            connection.accept();
            connection.closeEmpty();
            connection.expectClose();
        };
        try (ScriptedServer server = ScriptedServer.start(script)) {
            ConsoleRun run = ConsoleRun.of("", "connect", "--wait", "20s", server.uri("/").toString());
            assertThat(run.code()).as(run.toString()).isZero();
        }
    }

    @Test
    void a_server_that_never_answers_the_handshake_is_given_up() throws IOException {
        try (ScriptedServer server = ScriptedServer.start(Script.handsOff())) {
            ConsoleRun run =
                    ConsoleRun.of("", "connect", "--connect-timeout", "300ms", server.uri("/").toString());
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.err())
                    .contains("failed (CONNECT, TIMED_OUT): expected a link within 300ms")
                    .contains("--connect-timeout");
        }
    }

    @Test
    void a_pipe_waits_for_a_server_that_reads_late_and_loses_nothing() throws IOException {
        int lines = 400;
        String line = "x".repeat(65_535);
        CountDownLatch sixMebibytesTaken = new CountDownLatch(1);
        AtomicInteger received = new AtomicInteger();
        Script script = connection -> {
            connection.accept();
            sixMebibytesTaken.await();
            while (received.get() < lines && connection.expectText().equals(line)) {
                received.incrementAndGet();
            }
            connection.close(1000, "");
            connection.expectClose();
        };
        try (ScriptedServer server = ScriptedServer.builder().receiveBuffer(65_536).start(script)) {
            byte[] bytes = (line + "\n").repeat(lines).getBytes(StandardCharsets.UTF_8);
            InputStream input = new ByteArrayInputStream(bytes);
            ConsoleRun run = ConsoleRun.of(
                    new Signalling(input, 6 << 20, sixMebibytesTaken),
                    "connect",
                    "--wait",
                    "30s",
                    server.uri("/").toString());
            assertThat(run.code()).as(run.err()).isZero();
            assertThat(received).hasValue(lines);
        }
    }

    /** Opens a latch when so many bytes have been read. */
    private static final class Signalling extends FilterInputStream {

        private final CountDownLatch latch;
        private int left;

        Signalling(InputStream in, int bytes, CountDownLatch latch) {
            super(in);
            this.left = bytes;
            this.latch = latch;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = super.read(target, offset, length);
            left -= count;
            if (left <= 0) {
                latch.countDown();
            }
            return count;
        }
    }
}
