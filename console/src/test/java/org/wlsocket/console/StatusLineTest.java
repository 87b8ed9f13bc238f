// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.wlsocket.NamedSocket;
import org.wlsocket.Sockets;
import org.wlsocket.tck.MemoryProvider;
import org.wlsocket.tck.Script;
import org.wlsocket.tck.ScriptedServer;
import org.wlsocket.tck.SteppedTime;

/** What the status line does to a terminal. */
@Timeout(60)
class StatusLineTest {

    private static final String ESC = "\u001b";
    private static final String BEGIN = ESC + "D" + ESC + "[A" + ESC + "7" + ESC + "[1;23r" + ESC + "8";
    private static final String LINE = ESC + "7" + ESC + "[24;1H" + ESC + "[2K";
    private static final String END = ESC + "7" + ESC + "[r" + ESC + "8" + LINE + ESC + "8";

    private final ByteArrayOutputStream seen = new ByteArrayOutputStream();
    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private final Deque<TerminalSize> sizes = new ArrayDeque<>(List.of(new TerminalSize(24, 80)));
    private final SteppedTime time = new SteppedTime();
    private final Sockets sockets = time.step(Sockets.builder())
            .provider(MemoryProvider.with(peer -> {}).deliverOn(time.executor()))
            .build();
    private final NamedSocket socket = sockets.connect("status", "ws://memory/", event -> {});

    @Test
    void it_keeps_the_last_line_and_gives_it_back() {
        StatusLine line = line(false);
        show(line);
        line.end();
        assertThat(seen()).isEqualTo(BEGIN + LINE + " connecting " + ESC + "8" + END);
    }

    @Test
    void the_same_is_not_drawn_twice() {
        StatusLine line = line(false);
        show(line);
        String once = seen();
        show(line);
        assertThat(seen()).isEqualTo(once);
        time.run();
        show(line);
        assertThat(seen()).isEqualTo(once + LINE + " open " + ESC + "8");
    }

    @Test
    void colours_come_when_they_may() {
        show(line(true));
        assertThat(seen()).contains(ESC + "[7m connecting " + ESC + "[m");
    }

    @Test
    void a_new_size_moves_it() {
        StatusLine line = line(false);
        show(line);
        String before = seen();
        sizes.add(new TerminalSize(40, 80));
        line.resized();
        show(line);
        assertThat(seen()).startsWith(before + END).contains(ESC + "[1;39r").contains(ESC + "[40;1H");
    }

    @Test
    void a_line_that_is_too_long_is_cut() {
        sizes.clear();
        sizes.add(new TerminalSize(24, 8));
        show(line(false));
        assertThat(seen()).endsWith(ESC + "[2K connec" + ESC + "8");
    }

    @Test
    void without_a_size_nothing_is_drawn() {
        sizes.clear();
        StatusLine line = line(true);
        show(line);
        line.end();
        assertThat(seen()).isEmpty();
    }

    @Test
    void what_stty_says_is_read_and_what_is_too_small_is_none() {
        assertThat(TerminalSize.read("24 80\n")).contains(new TerminalSize(24, 80));
        assertThat(TerminalSize.read("0 0\n")).isEmpty();
        assertThat(TerminalSize.read("")).isEmpty();
    }

    @Test
    void a_run_has_it_on_a_terminal_only() throws IOException {
        assertThat(run(true, "--reconnect")).contains(BEGIN).contains(" open ").endsWith(END);
        assertThat(run(false, "--reconnect")).isEqualTo("hi\n");
        assertThat(run(true, "--no-commands")).isEqualTo("< hi\n");
        assertThat(run(true, "--status")).contains(BEGIN);
        assertThat(run(true, "--reconnect", "--no-status")).isEqualTo("< hi\n");
        assertThat(run(true, "--reconnect", "--json")).doesNotContain(ESC).contains("\"state\"");
    }

    @Test
    void attempts_that_fail_alike_are_told_once_beside_it() throws IOException {
        Script[] turns = {Script.refuse(503), Script.refuse(503), Script.refuse(502), Script.echo()};
        assertThat(run(Script.inTurn(turns), true, "--reconnect=10ms")).contains("hi\n");
        assertThat(told.toString(StandardCharsets.UTF_8).lines().filter(line -> line.contains("HTTP")))
                .hasSize(2);
        run(Script.inTurn(turns), false, "--reconnect=10ms");
        assertThat(told.toString(StandardCharsets.UTF_8).lines().filter(line -> line.contains("HTTP")))
                .hasSize(3);
    }

    private String run(boolean terminal, String... options) throws IOException {
        return run(Script.echo(), terminal, options);
    }

    private String run(Script script, boolean terminal, String... options) throws IOException {
        seen.reset();
        told.reset();
        String[] args = new String[options.length + 2];
        System.arraycopy(options, 0, args, 1, options.length);
        args[0] = "connect";
        Output out = new Output(seen);
        PrintStream err = new PrintStream(told, true, StandardCharsets.UTF_8);
        ByteArrayInputStream hi = new ByteArrayInputStream("hi\n".getBytes(StandardCharsets.UTF_8));
        InputStream in = new EndsLater(hi, () -> seen().contains("hi"));
        Screen screen = () -> Optional.of(new TerminalSize(24, 80));
        try (ScriptedServer server = ScriptedServer.start(script)) {
            args[args.length - 1] = server.uri("/").toString();
            assertThat(Main.run(new Streams(in, out, err, false, terminal, false, screen), args))
                    .isZero();
        }
        return seen();
    }

    private StatusLine line(boolean colour) {
        PrintStream terminal = new PrintStream(seen, false, StandardCharsets.UTF_8);
        return new StatusLine(terminal, () -> Optional.ofNullable(sizes.poll()), colour, Clock.systemUTC());
    }

    private void show(StatusLine line) {
        line.show(socket.state(), socket.statistics());
    }

    private String seen() {
        return seen.toString(StandardCharsets.UTF_8);
    }
}
