// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {

    private static final String LINE =
            "/close/empty | always | open, close 1000 | container: fills it in | close()";

    @Test
    void a_line_has_five_columns() {
        Limits limits = Limits.parse("x", "# comment\n\n" + LINE + "\n");

        assertThat(limits.of("/close/empty"))
                .containsExactly(new Limits.Limit(
                        "/close/empty", true, "open, close 1000", "container: fills it in", "close()"));
        assertThat(limits.of("/other")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a | always | open",
                "/a | sometimes | open | container: x | y",
                "/a | either | open | because: x | y",
                "/a | either | open | container: x | "
            })
    void a_line_of_another_form_is_refused(String line) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Limits.parse("x", line))
                .withMessageContaining("/a");
    }

    @Test
    void a_path_may_show_several_things() {
        String lines = "/a | either | open | container: x | y\n/a | either | error | Jakarta API: x | y";

        assertThat(Limits.parse("x", lines).of("/a")).hasSize(2);
    }

    @Test
    void a_file_comes_before_a_resource_and_an_unknown_name_lists_nothing(@TempDir Path folder)
            throws Exception {
        Path file = Files.writeString(folder.resolve("mine"), LINE);

        assertThat(Limits.load(file.toString()).all()).hasSize(1);
        assertThat(Limits.load("no-such-runtime").all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tyrus", "tyrus-jdk"})
    void the_lists_of_this_project_can_be_read(String name) throws Exception {
        assertThat(Limits.load(name).all()).isNotEmpty();
    }
}
