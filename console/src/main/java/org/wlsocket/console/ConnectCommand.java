// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wlsocket.Destination;
import org.wlsocket.SocketOptions;
import org.wlsocket.Sockets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code wlsocket connect URL}. */
@Command(
        name = "connect",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Sends the lines of the input as messages and prints the messages that come.",
            "Messages go to the output, everything else to the error stream. At the end of the input"
                    + " what is pending is sent, late answers are awaited (--wait), the socket is closed."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:closed normally: by us, or by the server with 1000 or without a code",
            "1:no connection, or none any more when it ended",
            "2:wrong use",
            "3:closed abnormally, also when the server never answers our close, or by the server with another"
                    + " code",
            "4:a line was not sent or was given up, the server ended it while the input was still open, or"
                    + " --one-message ended without one",
            "70:a defect of this program",
            "74:the output could not be written, as on a full disk",
            "129:the terminal went away (SIGHUP)",
            "130:Ctrl-C",
            "143:asked to end by SIGTERM",
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  wlsocket connect wss://localhost:8443/chat --cacert ca.pem",
            "  echo hello | wlsocket connect ws://localhost:8080/",
            "  tail -F log | wlsocket connect --reconnect --queue ws://localhost:8080/",
            "  wlsocket connect -x '{\"get\":\"price\"}' --one-message ws://localhost:8080/",
            "  wlsocket connect --json --wait forever ws://localhost:8080/ </dev/null | jq .text",
        })
final class ConnectCommand implements Callable<Integer> {

    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(3);
    private static final Duration ONE_MESSAGE_WAIT = Duration.ofSeconds(30);

    private final Streams streams;
    private final Waits waits;

    @Mixin
    private DestinationOptions where = new DestinationOptions();

    @Mixin
    private StayOptions stay = new StayOptions();

    @Option(names = {"-x", "--execute"}, paramLabel = "MESSAGE",
            description = "Send this message instead of the input, then end. Repeatable.")
    private List<String> messages = new ArrayList<>();

    @Option(names = "--one-message",
            description = "End after the first message; waits for it 30 s unless --wait says otherwise.")
    private boolean oneMessage;

    @Option(names = "--wait", paramLabel = "DURATION", converter = Durations.class,
            description = "Wait this long for answers after the end of the input, such as 5s, 1m, forever;"
                    + " without it until nothing came for 1 s. With --reconnect or --queue also for a link.")
    private @Nullable Duration wait;

    @Option(names = "--binary",
            description = "Send lines as binary messages, show binary messages as hex dumps.")
    private boolean binary;

    @Option(names = "--max-message", paramLabel = "SIZE", converter = SizeOption.class, defaultValue = "64m",
            description = "Give the link up when a larger message comes, such as 4096, 512k, 256m (the most);"
                    + " default ${DEFAULT-VALUE}.")
    private int largestInbound;

    @Option(names = "--json", description = "Print each event as one JSON object on one line.")
    private boolean json;

    @Option(names = "-P",
            description = "Show the pings of /ping too, not their pongs alone. (The server's are not shown.)")
    private boolean pings;

    @Option(names = "--commands", negatable = true,
            description = "Obey lines that begin with a slash: /ping, /close [CODE [REASON]], //TEXT to send"
                    + " /TEXT. So it is when the input is typed, and not when it is a pipe.")
    private @Nullable Boolean commands;

    @Option(names = "--status", negatable = true,
            description = "Keep the last line of the terminal for the state, the next attempt, the round trip"
                    + " and the queue. So it is when lines are typed or --reconnect is given.")
    private @Nullable Boolean status;

    ConnectCommand(Streams streams, Waits waits) {
        this.streams = streams;
        this.waits = waits;
    }

    @Override
    public Integer call() throws InterruptedException {
        Destination destination = where.destination();
        SocketOptions options =
                stay.applyTo(SocketOptions.defaults().withMaxMessageSize(largestInbound));
        ConsoleText words = new ConsoleText(destination, options);
        InstantSource clock = monotonicClock();
        Printer printer;
        StateWatch watch;
        if (json) {
            JsonPrinter events = new JsonPrinter(streams, pings, words);
            printer = events;
            watch = new StateWatch(stay.isReconnecting() ? events : null);
        } else {
            PlainPrinter lines = new PlainPrinter(streams, binary, pings, words);
            StatusLine line = statusLine(clock);
            printer = line == null ? lines : lines.besideStatusLine();
            watch = new StateWatch(line);
        }
        if (where.isInsecure()) {
            printer.note("warning: --insecure trusts anybody; others may read and change what you send");
        }
        ConnectRun.Task task =
                new ConnectRun.Task(destination, options, lines(options), settings(), oneMessage);
        return run(task, printer, watch, clock);
    }

    private int run(ConnectRun.Task task, Printer printer, StateWatch watch, InstantSource clock)
            throws InterruptedException {
        try (watch;
                Sockets sockets =
                        Sockets.builder().drainLimit(DRAIN_LIMIT).clock(clock).build()) {
            return new ConnectRun(sockets, printer, watch, waits.lateLine()).run(task);
        }
    }

    private @Nullable StatusLine statusLine(InstantSource clock) {
        boolean wanted = status == null ? stay.isReconnecting() || isTyped() : status;
        Screen screen = streams.screen();
        if (!wanted || !streams.terminal() || screen.size().isEmpty()) {
            return null;
        }
        StatusLine line = new StatusLine(streams.out(), screen::size, streams.colour(), clock);
        screen.onChange(line::resized);
        return line;
    }

    private LineSource lines(SocketOptions options) {
        int longest = (int) Math.min(Integer.MAX_VALUE - 16, options.sendBuffer().bytes());
        return messages.isEmpty() ? new LineReader(streams.in(), longest, binary) : LineSource.of(messages);
    }

    private Input.Settings settings() {
        boolean obeyed = messages.isEmpty() && (commands == null ? streams.typed() : commands);
        Duration limit = wait == null && oneMessage ? ONE_MESSAGE_WAIT : wait;
        return new Input.Settings(obeyed, binary, stay.isReconnecting(), !isTyped(), limit, waits.quiet());
    }

    private boolean isTyped() {
        return messages.isEmpty() && streams.typed();
    }

    /** The sockets' times and the countdown agree, whoever sets the clock. */
    private static InstantSource monotonicClock() {
        Instant start = Instant.now();
        long nanos = System.nanoTime();
        return () -> start.plusNanos(System.nanoTime() - nanos);
    }
}
