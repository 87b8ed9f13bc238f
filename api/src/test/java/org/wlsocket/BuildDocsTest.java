// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the documentation tells its readers to put into their builds is what this build makes. */
class BuildDocsTest {

    private static final Pattern COORDINATES = Pattern.compile("<groupId>([^<]+)</groupId>\\s*"
            + "<artifactId>([^<]+)</artifactId>(?:\\s*<version>([^<]+)</version>)?");
    private static final Pattern SHORT_COORDINATES =
            Pattern.compile("\\(\"([^:\"]+):([^:\"]+)(?::([^\"]+))?\"\\)");

    private static String read(String... path) throws IOException {
        return Files.readString(Path.of("..", path));
    }

    private static List<String> coordinates(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(BuildDocsTest::text).toList();
    }

    private static String text(MatchResult found) {
        String version = found.group(3) == null ? "" : ":" + found.group(3);
        return found.group(1) + ":" + found.group(2) + version;
    }

    private static String block(String language) throws IOException {
        return read("docs", "build.md").split("```" + language + "\n", 2)[1].split("```", 2)[0];
    }

    @Test
    void the_coordinates_are_those_of_the_reactor() throws IOException {
        String bom = read("bom", "pom.xml");
        List<String> made = coordinates(COORDINATES, bom.split("<dependencyManagement>", 2)[0]);
        String unversioned = bom.replace("<version>${project.version}</version>", "");
        List<String> managed = coordinates(COORDINATES, unversioned);
        assertThat(made).hasSize(1).first().asString().startsWith("org.wlsocket:wlsocket-bom:");
        for (List<String> told : List.of(
                coordinates(COORDINATES, block("xml")), coordinates(SHORT_COORDINATES, block("kotlin")))) {
            assertThat(told).hasSize(3).startsWith(made.get(0));
            assertThat(managed).containsAll(told.subList(1, 3));
        }
    }
}
