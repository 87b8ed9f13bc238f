// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wlsocket.tck.reference.Comparison.Verdict;

class ComparisonTest {

    private static final String OPEN = "{'t':'open','protocol':''}";
    private static final String ERROR = "{'t':'error'}";
    private static final String CLOSE = "{'t':'close','code':1006,'clean':false,'reason':''}";
    private static final String ALWAYS = "/a | always | open, close 1006 | container: hides it | bad frame";
    private static final String EITHER = "/a | either | open, close 1006 | container: hides it | bad frame";

    @Test
    void the_same_events_are_the_same_whatever_reason_and_protocol_are() throws Exception {
        Comparison comparison = compare(
                "",
                "{'t':'open','protocol':'chat'}",
                ERROR,
                "{'t':'close','code':1006,'clean':true,'reason':'x'}");

        assertThat(comparison.rows()).singleElement().returns(Verdict.SAME, Comparison.Row::verdict);
        assertThat(comparison.asListed()).isTrue();
    }

    @Test
    void what_is_not_listed_fails() throws Exception {
        Comparison comparison = compare("", OPEN, CLOSE);

        assertThat(comparison.rows()).singleElement().returns(Verdict.UNLISTED, Comparison.Row::verdict);
        assertThat(comparison.asListed()).isFalse();
    }

    @Test
    void what_is_listed_passes() throws Exception {
        assertThat(compare(ALWAYS, OPEN, CLOSE).asListed()).isTrue();
        assertThat(compare(EITHER, OPEN, CLOSE).asListed()).isTrue();
        assertThat(compare(EITHER, OPEN, ERROR, CLOSE).asListed()).isTrue();
    }

    @Test
    void what_is_listed_otherwise_fails() throws Exception {
        assertThat(compare(EITHER, ERROR, CLOSE).asListed()).isFalse();
    }

    @Test
    void what_is_listed_as_always_and_is_gone_fails() throws Exception {
        Comparison comparison = compare(ALWAYS, OPEN, ERROR, CLOSE);

        assertThat(comparison.rows()).singleElement().returns(Verdict.GONE, Comparison.Row::verdict);
        assertThat(comparison.asListed()).isFalse();
    }

    @Test
    void a_deadline_is_a_difference() throws Exception {
        Map<String, Outcome> outcomes = Map.of("/a", outcome("deadline", OPEN, ERROR, CLOSE));

        assertThat(Comparison.of(traces().comparable(true), outcomes, Limits.parse("x", ""))
                        .asListed())
                .isFalse();
    }

    @Test
    void where_browsers_differ_either_is_the_same_and_strong_leaves_them_out() throws Exception {
        Map<String, Outcome> outcomes = Map.of("/differ", outcome("closed", OPEN, ERROR, CLOSE));
        Limits none = Limits.parse("x", "");

        assertThat(Comparison.of(traces().comparable(false), outcomes, none).rows())
                .singleElement()
                .returns(Verdict.SAME, Comparison.Row::verdict);
        assertThat(Comparison.of(traces().comparable(true), outcomes, none).rows()).isEmpty();
    }

    @Test
    void the_report_counts_by_group_and_shows_each_difference_with_its_reason() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Report.print(
                compare(ALWAYS, OPEN, CLOSE),
                List.of(),
                Limits.parse("x", ALWAYS),
                new PrintStream(bytes, true));

        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .contains("LISTED /a", "container: hides it; bad frame", "as listed; limits: x")
                .containsPattern("violation +0 +1 +0\\.0%");
    }

    private static Comparison compare(String limits, String... events) throws Exception {
        Map<String, Outcome> outcomes = Map.of("/a", outcome("closed", events));
        return Comparison.of(traces().comparable(true), outcomes, Limits.parse("x", limits));
    }

    private static Outcome outcome(String end, String... events) throws Exception {
        return new Outcome((ArrayNode) json("[" + String.join(",", events) + "]"), end, NullNode.instance);
    }

    private static Traces traces() throws Exception {
        String common = "'group':'violation','stable':true,'end':'closed',";
        String a = "{" + common + "'agreed':true,'events':[" + OPEN + "," + ERROR + "," + CLOSE + "]}";
        String differ = "{" + common + "'agreed':false,'events':[" + OPEN + "," + CLOSE
                + "],'other':{'variants':[['open','error','close 1006']]}}";
        return Traces.of(json("{'traces':{'/a':" + a + ",'/differ':" + differ + "}}"));
    }

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text.replace('\'', '"'));
    }
}
