// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.wlsocket.tck.Frame;
import org.wlsocket.tck.Opcode;
import org.wlsocket.tck.Script;
import org.wlsocket.tck.ScriptedServer;

/** The server closes with 1000 while there are lines to send. */
@Timeout(60)
class ConnectLeftTest {

    private static final int TAKEN = 10;
    private static final CountDownLatch NOW = new CountDownLatch(0);

    private final BlockingQueue<String> err = new LinkedBlockingQueue<>();

    @Test
    void lines_of_a_large_pipe_that_are_left_are_told() throws IOException {
        try (ScriptedServer server = ScriptedServer.start(closesAfterTen(NOW))) {
            ConsoleRun run = ConsoleRun.connect(lines(1, 100_000), server.uri("/"), "--wait", "30s");
            assertThat(run.code()).as(run.toString()).isEqualTo(4);
            assertThat(run.err())
                    .contains("closed 1000")
                    .containsPattern("all that follow were not sent|could not be written");
            assertThat(run.err().lines().filter(line -> line.contains("sent"))).hasSizeLessThan(2);
        }
    }

    @Test
    void lines_that_are_read_after_the_end_are_told() throws IOException {
        InputStream late = new AfterTheClose(stream(lines(11, 20)));
        assertThat(run(new SequenceInputStream(stream(lines(1, TAKEN)), late))).isEqualTo(4);
        assertThat(err).anyMatch(line -> line.startsWith("line 11 and all that follow were not sent"));
    }

    @Test
    void a_pipe_that_is_still_open_at_the_end_is_told() throws IOException {
        assertThat(runWithInputThatStaysOpen(false)).as(err.toString()).isEqualTo(4);
        assertThat(err).anyMatch(line -> line.startsWith("the input was still open when the socket ended"));
    }

    @Test
    void a_person_who_types_leaves_nothing() throws IOException {
        assertThat(runWithInputThatStaysOpen(true)).as(err.toString()).isZero();
    }

    @Test
    void commands_that_are_left_are_no_lines() throws IOException {
        InputStream late = new AfterTheClose(stream("/ping\n/close\n"));
        int code = run(new SequenceInputStream(stream(lines(1, TAKEN)), late), "--commands");
        assertThat(code).as(err.toString()).isZero();
    }

    @Test
    void an_end_after_the_last_line_is_as_good_as_ours() throws IOException {
        InputStream late = new AfterTheClose(InputStream.nullInputStream());
        assertThat(run(new SequenceInputStream(stream(lines(1, TAKEN)), late))).isZero();
    }

    @Test
    void an_end_that_was_asked_for_leaves_nothing() throws IOException {
        try (ScriptedServer server = ScriptedServer.start(Script.echo())) {
            ConsoleRun run = ConsoleRun.connect(lines(1, 100_000), server.uri("/"), "--one-message");
            assertThat(run.code()).as(run.toString()).isZero();
            assertThat(run.lines()).containsExactly("line 1");
        }
    }

    private int runWithInputThatStaysOpen(boolean typed) throws IOException {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        InputStream open = new AtEnd("", () -> {
            asked.countDown();
            await(over);
        });
        InputStream input = new SequenceInputStream(stream(lines(1, TAKEN)), open);
        try (ScriptedServer server = ScriptedServer.start(closesAfterTen(asked))) {
            return run(server, Waits.USUAL, input, typed, "--no-commands");
        } finally {
            over.countDown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int run(InputStream input, String... options) throws IOException {
        try (ScriptedServer server = ScriptedServer.start(closesAfterTen(NOW))) {
            String option = options.length == 0 ? "--no-commands" : options[0];
            return run(server, ConsoleRun.PATIENT, input, false, option);
        }
    }

    private int run(ScriptedServer server, Waits waits, InputStream input, boolean typed, String option) {
        Output out = new Output(OutputStream.nullOutputStream());
        Streams streams = new Streams(input, out, new LinePrintStream(err), typed, false, false);
        return Main.run(streams, waits, "connect", "--wait", "30s", option, server.uri("/").toString());
    }

    private static Script closesAfterTen(CountDownLatch mayClose) {
        return connection -> {
            connection.accept();
            for (int i = 0; i < TAKEN; i++) {
                connection.expectText();
            }
            mayClose.await();
            connection.close(1000, "");
            Frame frame = connection.readFrame();
            while (frame != null && !frame.is(Opcode.CLOSE)) {
                frame = connection.readFrame();
            }
        };
    }

    private static String lines(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(i -> "line " + i + "\n")
                .collect(Collectors.joining());
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Gives nothing before the close is printed. */
    private final class AfterTheClose extends InputStream {

        private final InputStream content;

        AfterTheClose(InputStream content) {
            this.content = content;
        }

        @Override
        public int read() throws IOException {
            return content.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            awaitClose();
            return content.read(target, offset, length);
        }

        private void awaitClose() throws IOException {
            try {
                String line = "";
                while (line != null && !line.startsWith("closed")) {
                    line = err.poll(20, TimeUnit.SECONDS);
                }
                err.add("closed again"); // for the next read
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
    }
}
