// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CoverageTest {

    private static final Limits NONE = Limits.parse("x", "");
    private static final String[] TEN =
            IntStream.rangeClosed(1, 10).mapToObj(i -> "/" + i).toArray(String[]::new);

    @Test
    void all_traces_compared_and_the_same_are_enough() throws Exception {
        assertThat(faults(NONE, outcomes(TEN))).isEmpty();
    }

    @Test
    void nothing_compared_is_a_fault() throws Exception {
        assertThat(faults(NONE, Map.of()))
                .first()
                .asString()
                .contains("expected paths to compare, found none");
        assertThat(faults(NONE, Map.of(), "--only=/no-such-path"))
                .singleElement()
                .asString()
                .contains("expected paths to compare, found none");
    }

    @Test
    void a_trace_that_was_wanted_and_has_no_outcome_is_a_fault() throws Exception {
        Map<String, Outcome> outcomes = outcomes(TEN);
        outcomes.remove("/3");
        assertThat(faults(NONE, outcomes)).singleElement().asString().contains("trace of /3, found none");
        assertThat(faults(NONE, outcomes, "--only=/4")).isEmpty();
    }

    @Test
    void a_slow_trace_is_wanted_with_the_option_only() throws Exception {
        Map<String, Outcome> outcomes = outcomes(TEN);
        outcomes.remove("/10");
        Behaviour slow = Behaviour.of(new ObjectMapper().readTree("{\"path\":\"/10\",\"slow\":true}"));
        assertThat(faults(NONE, outcomes, slow)).isEmpty();
        assertThat(faults(NONE, outcomes, slow, "--slow")).singleElement().asString().contains("/10");
        Limits listed = Limits.parse("x", line("/10"));
        assertThat(faults(listed, outcomes, slow)).isEmpty();
    }

    @Test
    void a_listed_path_without_a_trace_is_a_fault() throws Exception {
        Limits listed = Limits.parse("mine", line("/gone"));
        assertThat(faults(listed, outcomes(TEN)))
                .singleElement()
                .asString()
                .contains("listed path /gone, found none");
        assertThat(faults(listed, outcomes(TEN), "--only=/4")).isEmpty();
    }

    @Test
    void less_than_nine_of_ten_agreed_paths_is_a_fault_even_when_all_is_listed() throws Exception {
        Map<String, Outcome> outcomes = outcomes(TEN);
        Limits listed = Limits.parse("x", line("/1") + "\n" + line("/2"));
        outcomes.put("/1", ended("deadline"));
        assertThat(faults(listed, outcomes)).isEmpty();
        outcomes.put("/2", ended("deadline"));
        assertThat(faults(listed, outcomes))
                .singleElement()
                .asString()
                .contains("at least 90 %", "found 80.0 %");
        assertThat(faults(listed, outcomes, "--only=/1,/2")).isEmpty();
    }

    @Test
    void a_fault_is_reported_and_the_report_does_not_end_as_listed() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Comparison comparison = Comparison.of(traces().comparable(true), outcomes(TEN), NONE);

        Report.print(comparison, List.of("expected more"), NONE, new PrintStream(bytes, true));

        assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("FAULT expected more", "NOT AS LISTED");
    }

    private static List<String> faults(Limits limits, Map<String, Outcome> outcomes, String... options)
            throws Exception {
        return faults(limits, outcomes, List.of(), options);
    }

    private static List<String> faults(
            Limits limits, Map<String, Outcome> outcomes, Behaviour slow, String... options)
            throws Exception {
        return faults(limits, outcomes, List.of(slow), options);
    }

    private static List<String> faults(
            Limits limits, Map<String, Outcome> outcomes, List<Behaviour> ofServer, String... options)
            throws Exception {
        Arguments arguments = Arguments.parse(("u o " + String.join(" ", options)).split(" "));
        Comparison comparison = Comparison.of(traces().comparable(arguments.strong()), outcomes, limits);
        boolean whole = arguments.only().isEmpty();
        return new Coverage(traces(), arguments.strong(), whole, arguments.wanted(ofServer))
                .faultsOf(comparison, limits);
    }

    private static String line(String path) {
        return path + " | always | end deadline | container: hides it | nothing";
    }

    private static Map<String, Outcome> outcomes(String... paths) {
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        for (String path : paths) {
            outcomes.put(path, ended("closed"));
        }
        return outcomes;
    }

    private static Outcome ended(String end) {
        return new Outcome(JsonNodeFactory.instance.arrayNode(), end, NullNode.instance);
    }

    private static Traces traces() throws Exception {
        String trace = "{'group':'g','stable':true,'agreed':true,'end':'closed','events':[]}";
        String all = IntStream.rangeClosed(1, 10)
                .mapToObj(i -> "'/" + i + "':" + trace)
                .collect(Collectors.joining(","));
        return Traces.of(new ObjectMapper().readTree(("{'traces':{" + all + "}}").replace('\'', '"')));
    }
}
