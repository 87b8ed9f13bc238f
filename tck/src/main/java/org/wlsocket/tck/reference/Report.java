// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck.reference;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.wlsocket.tck.reference.Comparison.Row;
import org.wlsocket.tck.reference.Comparison.Verdict;

/** The comparison for a person. */
final class Report {

    private static final int LONGEST = 300;

    private Report() {}

    static void print(Comparison comparison, List<String> faults, Limits limits, PrintStream out) {
        comparison.rows().stream()
                .filter(row -> row.verdict() != Verdict.SAME)
                .forEach(row -> print(row, out));
        line(out, "%-14s %5s %10s %7s", "group", "same", "different", "same %");
        byGroup(comparison.rows()).forEach((group, rows) -> total(group, rows, out));
        total("all", comparison.rows(), out);
        total("all agreed", comparison.agreed(), out);
        faults.forEach(fault -> line(out, "FAULT %s", fault));
        boolean passed = comparison.asListed() && faults.isEmpty();
        line(out, "%s; limits: %s", passed ? "as listed" : "NOT AS LISTED", limits.name());
    }

    private static void print(Row row, PrintStream out) {
        line(out, "%s %s", row.verdict(), row.path());
        line(out, "    browser  %s", shortened(String.join("  or  ", row.trace().accepted())));
        line(out, "    observed %s", shortened(row.observed()));
        row.limit().ifPresent(limit -> line(out, "    listed   %s; %s", limit.reason(), limit.evidence()));
        line(out, "    wire     %s", shortened(row.outcome().log().toString()));
    }

    private static Map<String, List<Row>> byGroup(List<Row> rows) {
        return rows.stream()
                .collect(Collectors.groupingBy(
                        row -> row.trace().group(),
                        LinkedHashMap::new,
                        Collectors.toCollection(ArrayList::new)));
    }

    private static void total(String name, List<Row> rows, PrintStream out) {
        long same = rows.stream().filter(Row::same).count();
        double percent = rows.isEmpty() ? 100 : 100.0 * same / rows.size();
        line(out, "%-14s %5d %10d %6.1f%%", name, same, rows.size() - same, percent);
    }

    private static String shortened(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + " …" : text;
    }

    private static void line(PrintStream out, String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
