// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wlsocket.LinkState.Emission;
import org.wlsocket.LinkState.Step;

/** The whole table of the life of a link: each state, each signal, what follows. A dash: nothing happens. */
class LinkStateTest {

    private static final String TABLE =
            """
            Connecting | opened                | Open                | OPENED         | NONE
            Connecting | opened, to prepare    | Preparing           | OPENED         | NONE
            Connecting | prepared              | -                   |                |
            Connecting | message               | -                   |                |
            Connecting | close, nothing waits  | Over(1006, CONNECT) | FAILED, CLOSED | CUT
            Connecting | close, messages wait  | Over(1006, CONNECT) | FAILED, CLOSED | CUT
            Connecting | all written           | -                   |                |
            Connecting | closed                | Over(1006, CONNECT) | FAILED, CLOSED | NONE
            Connecting | lost                  | -                   |                |
            Connecting | failed by a violation | Over(1006, CONNECT) | FAILED, CLOSED | NONE
            Connecting | failed otherwise      | Over(1006, CONNECT) | FAILED, CLOSED | NONE
            Connecting | given up              | Over(1006, CONNECT) | FAILED, CLOSED | CUT
            Connecting | write limit           | -                   |                |
            Connecting | connect limit         | Over(1006, CONNECT) | FAILED, CLOSED | CUT
            Connecting | close limit           | -                   |                |
            Preparing  | opened                | -                   |                |
            Preparing  | opened, to prepare    | -                   |                |
            Preparing  | prepared              | Open                |                | NONE
            Preparing  | message               | Preparing           | MESSAGE        | NONE
            Preparing  | close, nothing waits  | Closing             |                | CLOSE
            Preparing  | close, messages wait  | Flushing            |                | NONE
            Preparing  | all written           | -                   |                |
            Preparing  | closed                | Over(4001)          | CLOSED         | NONE
            Preparing  | lost                  | Over(1006)          | CLOSED         | CUT
            Preparing  | failed by a violation | Over(1006, OPEN)    | FAILED, CLOSED | NONE
            Preparing  | failed otherwise      | Over(1006, OPEN)    | FAILED, CLOSED | NONE
            Preparing  | given up              | Over(1006, WRITE)   | FAILED, CLOSED | CUT
            Preparing  | write limit           | Over(1006, WRITE)   | FAILED, CLOSED | CUT
            Preparing  | connect limit         | -                   |                |
            Preparing  | close limit           | -                   |                |
            Open       | opened                | -                   |                |
            Open       | opened, to prepare    | -                   |                |
            Open       | prepared              | -                   |                |
            Open       | message               | Open                | MESSAGE        | NONE
            Open       | close, nothing waits  | Closing             |                | CLOSE
            Open       | close, messages wait  | Flushing            |                | NONE
            Open       | all written           | -                   |                |
            Open       | closed                | Over(4001)          | CLOSED         | NONE
            Open       | lost                  | Over(1006)          | CLOSED         | CUT
            Open       | failed by a violation | Over(1006, OPEN)    | FAILED, CLOSED | NONE
            Open       | failed otherwise      | Over(1006, OPEN)    | FAILED, CLOSED | NONE
            Open       | given up              | Over(1006, WRITE)   | FAILED, CLOSED | CUT
            Open       | write limit           | Over(1006, WRITE)   | FAILED, CLOSED | CUT
            Open       | connect limit         | -                   |                |
            Open       | close limit           | -                   |                |
            Flushing   | opened                | -                   |                |
            Flushing   | opened, to prepare    | -                   |                |
            Flushing   | prepared              | -                   |                |
            Flushing   | message               | -                   |                |
            Flushing   | close, nothing waits  | -                   |                |
            Flushing   | close, messages wait  | -                   |                |
            Flushing   | all written           | Closing             |                | CLOSE
            Flushing   | closed                | Over(4001)          | CLOSED         | NONE
            Flushing   | lost                  | Over(1006)          | CLOSED         | CUT
            Flushing   | failed by a violation | Over(1006, CLOSE)   | FAILED, CLOSED | NONE
            Flushing   | failed otherwise      | Over(1006, CLOSE)   | FAILED, CLOSED | NONE
            Flushing   | given up              | Over(1006, WRITE)   | FAILED, CLOSED | CUT
            Flushing   | write limit           | -                   |                |
            Flushing   | connect limit         | -                   |                |
            Flushing   | close limit           | Over(1006) at limit | CLOSED         | CUT
            Closing    | opened                | -                   |                |
            Closing    | opened, to prepare    | -                   |                |
            Closing    | prepared              | -                   |                |
            Closing    | message               | -                   |                |
            Closing    | close, nothing waits  | -                   |                |
            Closing    | close, messages wait  | -                   |                |
            Closing    | all written           | -                   |                |
            Closing    | closed                | Over(4001)          | CLOSED         | NONE
            Closing    | lost                  | Over(1006)          | CLOSED         | CUT
            Closing    | failed by a violation | Over(1006, CLOSE)   | FAILED, CLOSED | NONE
            Closing    | failed otherwise      | Over(1006)          | CLOSED         | NONE
            Closing    | given up              | Over(1006)          | CLOSED         | CUT
            Closing    | write limit           | -                   |                |
            Closing    | connect limit         | -                   |                |
            Closing    | close limit           | Over(1006) at limit | CLOSED         | CUT
            Over       | opened                | -                   |                |
            Over       | opened, to prepare    | -                   |                |
            Over       | prepared              | -                   |                |
            Over       | message               | -                   |                |
            Over       | close, nothing waits  | -                   |                |
            Over       | close, messages wait  | -                   |                |
            Over       | all written           | -                   |                |
            Over       | closed                | -                   |                |
            Over       | lost                  | -                   |                |
            Over       | failed by a violation | -                   |                |
            Over       | failed otherwise      | -                   |                |
            Over       | given up              | -                   |                |
            Over       | write limit           | -                   |                |
            Over       | connect limit         | -                   |                |
            Over       | close limit           | -                   |                |
            """;

    record Row(String state, String signal, String next, String emissions, String effect) {}

    static List<Row> rows() {
        return TABLE.lines().map(LinkStateTest::row).toList();
    }

    private static Row row(String line) {
        List<String> cells = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
        return new Row(cells.get(0), cells.get(1), cells.get(2), cells.get(3), cells.get(4));
    }

    private static LinkState state(String name) {
        return switch (name) {
            case "Connecting" -> new LinkState.Connecting();
            case "Preparing" -> new LinkState.Preparing();
            case "Open" -> new LinkState.Open();
            case "Flushing" -> new LinkState.Flushing(Signals.OURS);
            case "Closing" -> new LinkState.Closing(Signals.OURS);
            default -> new LinkState.Over(Signals.PEERS, null, false);
        };
    }

    @ParameterizedTest
    @MethodSource("rows")
    void each_signal_in_each_state_gives_the_step_of_the_table(Row row) {
        LinkState before = state(row.state);
        Step step = Signals.apply(row.signal, before);
        if (row.next.equals("-")) {
            assertThat(step).isEqualTo(before.stay());
            return;
        }
        assertThat(name(step.next())).isEqualTo(row.next);
        assertThat(step.emissions().stream().map(Emission::name).collect(Collectors.joining(", ")))
                .isEqualTo(row.emissions);
        assertThat(step.effect()).hasToString(row.effect);
    }

    private static String name(LinkState state) {
        if (state instanceof LinkState.Over over) {
            Failure cause = over.cause();
            return "Over(" + over.status().code() + (cause == null ? ")" : ", " + cause.phase() + ")")
                    + (over.atLimit() ? " at limit" : "");
        }
        return state.getClass().getSimpleName();
    }

    @Test
    void the_table_has_each_state_with_each_signal_once() {
        List<String> cells = rows().stream().map(row -> row.state + "/" + row.signal).toList();
        Set<String> expected = new TreeSet<>();
        for (Class<?> state : stateClasses()) {
            Signals.all().keySet().forEach(signal -> expected.add(state.getSimpleName() + "/" + signal));
        }
        assertThat(cells).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(expected);
    }

    private static List<Class<?>> stateClasses() {
        return Arrays.stream(LinkState.class.getDeclaredClasses())
                .filter(each -> LinkState.class.isAssignableFrom(each) && each.isRecord())
                .collect(Collectors.toList());
    }

    @Test
    void c5_what_the_drain_limit_cuts_is_cut_at_a_limit() {
        Failure drain = Failure.of(Failure.Phase.DRAIN, Failure.Reason.TIMED_OUT, "drain");
        LinkState over = new LinkState.Flushing(Signals.OURS).givenUp(drain).next();
        assertThat(over).isEqualTo(new LinkState.Over(CloseStatus.LOST, drain, true));
    }

    @Test
    void c6_the_status_of_the_first_close_is_kept_while_messages_are_written() {
        LinkState flushing = new LinkState.Open().closeAsked(Signals.OURS, false).next();
        LinkState closing = flushing.closeAsked(Signals.PEERS, true).next().allWritten().next();
        assertThat(closing).isEqualTo(new LinkState.Closing(Signals.OURS));
    }
}
