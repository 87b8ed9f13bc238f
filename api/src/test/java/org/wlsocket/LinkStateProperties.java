// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.wlsocket.LinkState.Effect;
import org.wlsocket.LinkState.Emission;
import org.wlsocket.LinkState.Step;

/** What holds whatever signals come, in whatever order, early, late or twice. */
class LinkStateProperties {

    private static final String SO_FAR = "(OM*)?|(OM*)?F?C";
    private static final String WHOLE = "(OM*)?F?C";

    @Provide
    Arbitrary<List<String>> signals() {
        return Arbitraries.of(Signals.all().keySet()).list().ofMaxSize(30);
    }

    private static List<Step> run(List<String> signals) {
        List<Step> steps = new ArrayList<>();
        LinkState state = new LinkState.Connecting();
        for (String signal : signals) {
            Step step = Signals.apply(signal, state);
            steps.add(step);
            state = step.next();
        }
        return steps;
    }

    /** O, M, F and C. */
    private static String letters(List<Step> steps) {
        return steps.stream()
                .flatMap(step -> step.emissions().stream())
                .map(Emission::name)
                .map(name -> name.substring(0, 1))
                .collect(Collectors.joining());
    }

    @Property
    void e1_any_signals_keep_the_grammar(@ForAll("signals") List<String> signals) {
        assertThat(letters(run(signals))).matches(SO_FAR);
    }

    @Property
    void e1_any_link_that_is_told_its_end_has_exactly_one_closed(@ForAll("signals") List<String> signals) {
        signals.add("closed");
        assertThat(letters(run(signals))).matches(WHOLE);
    }

    @Property
    void the_state_is_over_exactly_when_closed_was_emitted(@ForAll("signals") List<String> signals) {
        boolean over = false;
        for (Step step : run(signals)) {
            over |= step.emissions().contains(Emission.CLOSED);
            assertThat(step.next() instanceof LinkState.Over).isEqualTo(over);
        }
    }

    @Property
    void e6_failed_has_a_cause_and_closed_1006_follows(@ForAll("signals") List<String> signals) {
        for (Step step : run(signals)) {
            if (step.emissions().contains(Emission.FAILED)) {
                LinkState.Over over = (LinkState.Over) step.next();
                assertThat(over.cause()).isNotNull();
                assertThat(over.status()).isEqualTo(CloseStatus.LOST);
                assertThat(step.emissions()).endsWith(Emission.FAILED, Emission.CLOSED);
            }
        }
    }

    @Property
    void the_wire_is_closed_at_most_once_and_not_after_a_cut(@ForAll("signals") List<String> signals) {
        List<Effect> effects =
                run(signals).stream().map(Step::effect).filter(e -> e != Effect.NONE).toList();
        assertThat(effects).isIn(
                List.of(), List.of(Effect.CLOSE), List.of(Effect.CUT), List.of(Effect.CLOSE, Effect.CUT));
    }

    @Property
    void nothing_happens_after_the_end(@ForAll("signals") List<String> signals) {
        LinkState over = new LinkState.Over(CloseStatus.NORMAL, null, false);
        signals.forEach(signal -> assertThat(Signals.apply(signal, over)).isEqualTo(over.stay()));
    }
}
