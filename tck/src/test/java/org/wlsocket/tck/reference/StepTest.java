// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class StepTest {

    @Test
    void a_step_is_due_at_the_nth_event_of_its_kind_only() throws Exception {
        Step first = step("{'on':'message','do':'close'}");
        Step third = step("{'on':'message','nth':3,'do':'close'}");

        assertThat(first.isDue("message", 1)).isTrue();
        assertThat(first.isDue("message", 2)).isFalse();
        assertThat(first.isDue("open", 1)).isFalse();
        assertThat(third.isDue("message", 3)).isTrue();
        assertThat(third.timed()).isFalse();
    }

    @Test
    void a_timed_step_is_due_at_no_event() throws Exception {
        Step step = step("{'after_ms':700,'do':'close'}");

        assertThat(step.timed()).isTrue();
        assertThat(step.afterMs()).isEqualTo(700);
        assertThat(step.sends()).isFalse();
    }

    @Test
    void texts_are_repeated_and_numbered() throws Exception {
        assertThat(step("{'on':'open','do':'send','text':'n','times':3,'numbered':true}").texts())
                .containsExactly("n0", "n1", "n2");
        assertThat(step("{'on':'open','do':'send','text':'','times':2}").texts()).containsExactly("", "");
        assertThat(step("{'on':'open','do':'send','gen':['ascii',3]}").texts()).containsExactly("012");
    }

    @Test
    void a_close_may_lack_code_and_reason() throws Exception {
        Step bare = step("{'on':'open','do':'close'}");
        Step full = step("{'on':'open','do':'close','code':3000,'reason':''}");

        assertThat(bare.code()).isEmpty();
        assertThat(bare.reason()).isNull();
        assertThat(full.code()).hasValue(3000);
        assertThat(full.reason()).isEmpty();
    }

    private static Step step(String json) throws Exception {
        return Step.of(new ObjectMapper().readTree(json.replace('\'', '"')));
    }
}
