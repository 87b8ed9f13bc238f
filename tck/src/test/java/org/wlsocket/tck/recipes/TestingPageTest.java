// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the page tells its readers to write is what the classes here do, from outside the kit's package. */
class TestingPageTest {

    private static final Path PAGE = Path.of("..", "docs", "testing.md");
    private static final Path HERE = Path.of("src/test/java/org/wlsocket/tck/recipes");
    private static final Pattern BLOCK = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);

    @Test
    void the_lines_of_the_page_compile_and_do_what_it_says() throws IOException {
        List<String> blocks = BLOCK.matcher(Files.readString(PAGE))
                .results()
                .map((MatchResult found) -> stripped(found.group(1)))
                .toList();
        assertThat(blocks).isNotEmpty();
        List<String> classes = classes();
        assertThat(blocks).allSatisfy(block -> assertThat(classes).anySatisfy(
                each -> assertThat(each).contains(block)));
    }

    private static List<String> classes() throws IOException {
        try (Stream<Path> files = Files.list(HERE)) {
            return files.map(TestingPageTest::read).toList();
        }
    }

    private static String read(Path file) {
        try {
            return stripped(Files.readString(file));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Without indentation. */
    private static String stripped(String text) {
        return String.join("\n", text.lines().map(String::strip).toList());
    }
}
