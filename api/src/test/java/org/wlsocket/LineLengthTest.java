// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** For all modules, as this one is built first. */
class LineLengthTest {

    private static final int LONGEST = 110;
    private static final Path ROOT = Path.of("..");

    @Test
    void no_line_of_java_is_too_long() throws IOException {
        List<Path> sources;
        try (Stream<Path> found = Files.find(ROOT, Integer.MAX_VALUE, (path, kind) -> isChecked(path))) {
            sources = found.sorted().toList();
        }
        assertThat(sources).as("sources").hasSizeGreaterThan(100);
        assertThat(sources.stream().flatMap(LineLengthTest::tooLong)).isEmpty();
    }

    private static boolean isChecked(Path path) {
        return path.toString().endsWith(".java")
                && IntStream.range(0, path.getNameCount()).noneMatch(i -> path.getName(i).endsWith("target"));
    }

    private static Stream<String> tooLong(Path source) {
        try {
            List<String> lines = Files.readAllLines(source);
            return IntStream.range(0, lines.size())
                    .filter(i -> lines.get(i).length() > LONGEST)
                    .mapToObj(i -> source + ":" + (i + 1));
        } catch (IOException e) {
            throw new AssertionError(source.toString(), e);
        }
    }
}
