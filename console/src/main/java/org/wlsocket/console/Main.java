// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command {@code wlsocket}. */
@Command(
        name = "wlsocket",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "WebSockets on the command line.",
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExamples:%n",
        footer = {
            "  wlsocket demo",
            "  wlsocket listen 8080",
            "  echo hello | wlsocket connect ws://localhost:8080/",
        })
public final class Main implements Runnable {

    // The loggers above all: the level of one that nobody holds would be forgotten.
    private static final Logger ROOT = Logger.getLogger("");

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(names = {"-v", "--verbose"}, scope = CommandLine.ScopeType.INHERIT,
            description = "Show log output.")
    void setVerbose(boolean verbose) {
        ROOT.setLevel(verbose ? Level.INFO : Level.SEVERE);
    }

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(run(Streams.ofSystem(), args));
    }

    static int run(Streams streams, String... args) {
        return run(streams, Waits.USUAL, args);
    }

    static int run(Streams streams, Waits waits, String... args) {
        Level before = ROOT.getLevel();
        ROOT.setLevel(Level.SEVERE);
        try {
            return withOutput(commandLine(streams, waits).execute(args), streams);
        } catch (Error e) { // picocli hands on exceptions only
            return tellDefect(e, new PrintWriter(streams.err(), true, StandardCharsets.UTF_8));
        } finally {
            ROOT.setLevel(before);
        }
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "expected a command such as connect, found none");
    }

    private static CommandLine commandLine(Streams streams, Waits waits) {
        return new CommandLine(new Main())
                .addSubcommand(new DemoCommand(streams))
                .addSubcommand(new ConnectCommand(streams, waits))
                .addSubcommand(new ListenCommand(streams))
                .addSubcommand(new CommandLine.HelpCommand())
                .setOut(new PrintWriter(streams.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(streams.err(), true, StandardCharsets.UTF_8))
                .setColorScheme(CommandLine.Help.defaultColorScheme(streams.colour() ? Ansi.ON : Ansi.OFF))
                .setExpandAtFiles(false)
                .setParameterExceptionHandler((wrong, args) -> explain(wrong))
                .setExecutionExceptionHandler((failure, command, result) -> explain(failure, command));
    }

    /** Not with the whole help, as picocli does on its own: the error would scroll away. */
    private static int explain(ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(command.getColorScheme().errorText(wrong.getMessage()));
        UnmatchedArgumentException.printSuggestions(wrong, err);
        err.println("see " + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE;
    }

    private static int explain(Exception failure, CommandLine command) {
        if (!(failure instanceof UsageException)) {
            return tellDefect(failure, command.getErr());
        }
        command.getErr().println(command.getCommandName() + ": " + failure.getMessage());
        return ExitCode.USAGE;
    }

    /** {@return the exit code, which tells also whether what the command printed is there} */
    private static int withOutput(int exitCode, Streams streams) {
        Optional<IOException> failure = streams.out().failure();
        if (failure.isEmpty()) {
            return exitCode;
        }
        String found = Escapes.line(String.valueOf(failure.get().getMessage()));
        streams.err().println("wlsocket: expected an output that can be written, found " + found
                + "; what came from then on is not in it; make room or choose another, and begin again");
        return exitCode == ExitCode.DEFECT ? exitCode : ExitCode.NOT_WRITTEN;
    }

    /** Not with 1, as Java does on its own: that says that there was no connection. */
    private static int tellDefect(Throwable defect, PrintWriter err) {
        err.println("wlsocket: expected no failure here, found a defect; please report it with what follows");
        defect.printStackTrace(err);
        return ExitCode.DEFECT;
    }
}
