// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ArgumentsTest {

    @Test
    void options_may_stand_anywhere() {
        Arguments arguments = Arguments.parse(
                "--slow",
                "http://127.0.0.1:9",
                "--only=/a,/b",
                "out.json",
                "--strong",
                "--traces=t.json",
                "tyrus");

        assertThat(arguments.baseUrl()).isEqualTo("http://127.0.0.1:9");
        assertThat(arguments.only()).containsExactlyInAnyOrder("/a", "/b");
        assertThat(arguments.slow()).isTrue();
        assertThat(arguments.strong()).isTrue();
        assertThat(arguments.traces()).hasValue(Path.of("t.json"));
        assertThat(arguments.limits()).hasValue("tyrus");
    }

    @Test
    void the_option_limits_comes_before_the_third_argument() {
        assertThat(Arguments.parse("u", "o", "tyrus", "--limits=mine.txt").limits())
                .hasValue("mine.txt");
        assertThat(Arguments.parse("u", "o").limits()).isEmpty();
    }

    @Test
    void other_arguments_are_refused_with_the_usage() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Arguments.parse("u"))
                .withMessageContaining("BASE_URL");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Arguments.parse("u", "o", "--fast"))
                .withMessageContaining("--fast");
    }

    @Test
    void slow_behaviours_are_wanted_by_the_option_or_by_name() throws Exception {
        Behaviour slow = behaviour("{'path':'/a','slow':true}");
        Behaviour quick = behaviour("{'path':'/b'}");

        assertThat(Arguments.parse("u", "o").wants(slow)).isFalse();
        assertThat(Arguments.parse("u", "o").wants(quick)).isTrue();
        assertThat(Arguments.parse("u", "o", "--slow").wants(slow)).isTrue();
        assertThat(Arguments.parse("u", "o", "--only=/a").wants(slow)).isTrue();
        assertThat(Arguments.parse("u", "o", "--only=/a").wants(quick)).isFalse();
    }

    private static Behaviour behaviour(String json) throws Exception {
        return Behaviour.of(new ObjectMapper().readTree(json.replace('\'', '"')));
    }
}
