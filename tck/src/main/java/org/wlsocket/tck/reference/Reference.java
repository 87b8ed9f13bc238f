// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck.reference;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.wlsocket.Sockets;

/** The reference run as a whole: talk, write down, compare. */
public final class Reference {

    static final int AS_LISTED = 0;
    static final int DIFFERENT = 1;
    static final int BAD_ARGUMENTS = 2;

    private Reference() {}

    /** {@return the exit status: 0 as recorded or listed, 1 different, 2 bad arguments} */
    public static int run(String[] arguments, PrintStream out) throws IOException, InterruptedException {
        Arguments parsed;
        try {
            parsed = Arguments.parse(arguments);
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage());
            return BAD_ARGUMENTS;
        }
        RefServer server = RefServer.at(parsed.baseUrl());
        Map<String, Outcome> outcomes = talk(parsed, server);
        Files.writeString(parsed.out(), Outcome.toJson(outcomes));
        out.println(parsed.out() + ": " + outcomes.size() + " behaviours");
        if (parsed.traces().isEmpty()) {
            out.println("nothing is compared without --traces=FILE");
            return AS_LISTED;
        }
        return compare(parsed, server.behaviours(), outcomes, out);
    }

    private static Map<String, Outcome> talk(Arguments arguments, RefServer server)
            throws InterruptedException {
        List<Behaviour> wanted =
                server.behaviours().stream().filter(arguments::wants).toList();
        try (Sockets sockets = Sockets.create();
                Run run = new Run(sockets, server)) {
            return run.all(wanted);
        }
    }

    private static int compare(
            Arguments arguments, List<Behaviour> ofServer, Map<String, Outcome> outcomes, PrintStream out)
            throws IOException {
        Limits limits = Limits.load(arguments.limits().orElseGet(Runtimes::name));
        Traces traces = Traces.read(arguments.traces().orElseThrow());
        Comparison comparison = Comparison.of(traces.comparable(arguments.strong()), outcomes, limits);
        boolean whole = arguments.only().isEmpty();
        Coverage coverage = new Coverage(traces, arguments.strong(), whole, arguments.wanted(ofServer));
        List<String> faults = coverage.faultsOf(comparison, limits);
        Report.print(comparison, faults, limits, out);
        return comparison.asListed() && faults.isEmpty() ? AS_LISTED : DIFFERENT;
    }
}
