// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck.reference;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wlsocket.tck.reference.Limits.Limit;
import org.wlsocket.tck.reference.Traces.Trace;

/** The outcomes beside the traces and the listed differences. */
record Comparison(List<Row> rows) {

    /** How one path fared. */
    enum Verdict {
        /** As in a browser. */
        SAME,
        /** Not as in a browser, and listed. */
        LISTED,
        /** Not as in a browser, and not listed so. */
        UNLISTED,
        /** As in a browser, although listed as never so. */
        GONE
    }

    /**
     * One path.
     *
     * @param limit the entry that lists what was observed, or that is gone
     */
    record Row(
            String path,
            Trace trace,
            String observed,
            Outcome outcome,
            Verdict verdict,
            Optional<Limit> limit) {

        boolean same() {
            return verdict == Verdict.SAME || verdict == Verdict.GONE;
        }
    }

    /** Compares the paths that were run and have a trace. */
    static Comparison of(Map<String, Trace> traces, Map<String, Outcome> outcomes, Limits limits) {
        List<Row> rows = new ArrayList<>();
        traces.forEach((path, trace) -> {
            Outcome outcome = outcomes.get(path);
            if (outcome != null) {
                rows.add(rowOf(path, trace, outcome, limits.of(path)));
            }
        });
        return new Comparison(rows);
    }

    /** {@return whether nothing differs that is not listed, and all that is listed as always is there} */
    boolean asListed() {
        return rows.stream().map(Row::verdict).allMatch(EnumSet.of(Verdict.SAME, Verdict.LISTED)::contains);
    }

    /** {@return how many of the paths that all browsers agree on are the same; 0 without such a path} */
    double agreedPercent() {
        List<Row> agreed = agreed();
        long same = agreed.stream().filter(Row::same).count();
        return agreed.isEmpty() ? 0 : 100.0 * same / agreed.size();
    }

    /** {@return the paths that all browsers agree on} */
    List<Row> agreed() {
        return rows.stream().filter(row -> row.trace().agreed()).toList();
    }

    private static Row rowOf(String path, Trace trace, Outcome outcome, List<Limit> limits) {
        String observed = Compact.of(outcome.events(), outcome.end());
        boolean same = trace.accepted().contains(observed);
        Optional<Limit> limit = limits.stream()
                .filter(listed -> same ? listed.always() : listed.observed().equals(observed))
                .findFirst();
        return new Row(path, trace, observed, outcome, verdict(same, limit.isPresent()), limit);
    }

    private static Verdict verdict(boolean same, boolean listed) {
        if (same) {
            return listed ? Verdict.GONE : Verdict.SAME;
        }
        return listed ? Verdict.LISTED : Verdict.UNLISTED;
    }
}
