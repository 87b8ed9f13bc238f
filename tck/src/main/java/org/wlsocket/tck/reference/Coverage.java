// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.wlsocket.tck.reference.Comparison.Row;
import org.wlsocket.tck.reference.Limits.Limit;
import org.wlsocket.tck.reference.Traces.Trace;

/**
 * What a comparison has to have looked at, and how much has to be the same whatever is listed: one that looks
 * at little, or lists a lot, passes too easily.
 *
 * @param strong whether only traces count that all browsers agree on
 * @param whole whether it is about the whole of the traces, not about paths that somebody chose
 * @param wanted the paths that were to be run
 */
record Coverage(Traces traces, boolean strong, boolean whole, Predicate<String> wanted) {

    private static final double LEAST_PERCENT = 90;

    /** {@return each thing that is missing, as expected, found, next step} */
    List<String> faultsOf(Comparison comparison, Limits limits) {
        List<String> faults = new ArrayList<>();
        if (comparison.rows().isEmpty()) {
            faults.add("expected paths to compare, found none; take the traces that belong to this server");
        }
        faults.addAll(notRun(comparison));
        faults.addAll(listedWithoutTrace(limits));
        double percent = comparison.agreedPercent();
        if (whole && percent < LEAST_PERCENT) {
            faults.add(String.format(
                    Locale.ROOT,
                    "expected at least %.0f %% of the agreed paths to be the same, found %.1f %%; mend some",
                    LEAST_PERCENT,
                    percent));
        }
        return faults;
    }

    private List<String> notRun(Comparison comparison) {
        Set<String> compared = comparison.rows().stream().map(Row::path).collect(Collectors.toSet());
        return traces.comparable(strong).keySet().stream()
                .filter(path -> wanted.test(path) && !compared.contains(path))
                .map(path -> "expected an outcome for the trace of " + path
                        + ", found none; take the traces that belong to this server")
                .toList();
    }

    /** A line that nothing is compared with would stay for ever. */
    private List<String> listedWithoutTrace(Limits limits) {
        Map<String, Trace> comparable = traces.comparable(false);
        return limits.all().stream()
                .map(Limit::path)
                .distinct()
                .filter(path -> wanted.test(path) && !comparable.containsKey(path))
                .map(path -> "expected a trace for the listed path " + path
                        + ", found none; take its line away")
                .toList();
    }
}
