// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/cdi.md says what there is. */
class DocumentationTest {

    private static final Path PAGE = Path.of("..", "docs", "cdi.md");
    private static final Path GUIDE_TEST = Path.of("src/test/java/org/wlsocket/cdi/GuideTest.java");

    @Test
    void the_table_of_keys_is_the_list_of_keys() throws IOException {
        List<String> rows = Files.readAllLines(PAGE).stream()
                .dropWhile(line -> !line.startsWith("| key |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .toList();
        assertThat(rows).containsExactlyElementsOf(Keys.all().stream().map(DocumentationTest::row).toList());
    }

    private static String row(Key<?> key) {
        return "| `" + key.key() + "` | " + String.join(" | ", key.type().name(), key.preset(), key.says())
                + " |";
    }

    @Test
    void defaults_are_what_the_table_says() {
        SocketDraft untouched = draft();
        for (Key<?> key : Keys.all()) {
            if (isValue(key)) {
                SocketDraft draft = new SocketDraft();
                key.apply(draft, key.preset());
                draft.finish(new Problems());
                assertThat(draft)
                        .as(key.key())
                        .usingRecursiveComparison()
                        .ignoringFields("queue")
                        .isEqualTo(untouched);
            }
        }
    }

    private static SocketDraft draft() {
        SocketDraft draft = new SocketDraft();
        draft.finish(new Problems());
        return draft;
    }

    /** Some presets are said in words. */
    private static boolean isValue(Key<?> key) {
        List<String> words = List.of("required", "none", "that of the JVM", "whether nobody observes it");
        return !words.contains(key.preset());
    }

    @Test
    void the_test_of_the_page_is_one_that_runs() throws IOException {
        List<String> source = stripped(Files.lines(GUIDE_TEST));
        List<List<String>> blocks = blocks();
        assertThat(blocks).hasSizeGreaterThanOrEqualTo(4);
        for (List<String> block : blocks.subList(blocks.size() - 2, blocks.size())) {
            assertThat(source).containsSubsequence(block);
        }
    }

    private static List<List<String>> blocks() throws IOException {
        List<List<String>> blocks = new ArrayList<>();
        boolean inside = false;
        for (String line : Files.readAllLines(PAGE)) {
            if (line.equals("```java")) {
                inside = true;
                blocks.add(new ArrayList<>());
            } else if (line.startsWith("```")) {
                inside = false;
            } else if (inside && !line.isBlank()) {
                blocks.get(blocks.size() - 1).add(line.strip());
            }
        }
        return blocks;
    }

    private static List<String> stripped(Stream<String> lines) {
        try (lines) {
            return lines.map(String::strip).filter(line -> !line.isEmpty()).toList();
        }
    }
}
