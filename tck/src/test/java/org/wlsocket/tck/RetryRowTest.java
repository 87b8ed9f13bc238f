// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.wlsocket.CloseStatus;
import org.wlsocket.Failure;

/** R4: the rows that are met on real sockets are those of the table that users read. */
class RetryRowTest {

    private static final String HEAD = "| end | retried | why |";
    private static final Path ROOT = Path.of("..");
    private static final CloseStatus LOST = CloseStatus.of(CloseStatus.ABNORMAL);

    private static String row(RetryRow row) {
        return "| " + row.end() + " | " + (row.retried() ? "yes" : "no") + " |";
    }

    @Test
    void r4_each_row_of_the_page_is_one_to_be_met_and_no_other() throws IOException {
        List<String> lines = Files.readAllLines(ROOT.resolve("docs").resolve("staying-connected.md"));
        List<String> rows = lines.stream()
                .skip(lines.indexOf(HEAD) + 2)
                .takeWhile(line -> line.startsWith("|"))
                .toList();
        List<String> expected = Arrays.stream(RetryRow.values()).map(RetryRowTest::row).toList();
        assertThat(rows)
                .zipSatisfy(expected, (line, start) -> assertThat(line).startsWith(start));
    }

    @Test
    void r4_a_row_that_no_server_brings_about_names_a_test_that_does() throws IOException {
        for (RetryRow row : RetryRow.values()) {
            if (row.elsewhere().isPresent()) {
                String test = row.elsewhere().get().test();
                assertThat(sources(test)).as(test).singleElement().asString().contains(row.name());
            }
        }
    }

    private static List<String> sources(String test) throws IOException {
        List<String> found = new ArrayList<>();
        for (String module : List.of("api", "tck", "tyrus-binding")) {
            Path tests = ROOT.resolve(module).resolve(Path.of("src", "test", "java"));
            try (Stream<Path> files = Files.find(tests, 9, (file, is) -> file.endsWith(test + ".java"))) {
                files.forEach(file -> found.add(read(file)));
            }
        }
        return found;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Failure failed(Failure.Reason reason) {
        return Failure.of(Failure.Phase.CONNECT, reason, "a test");
    }

    @Test
    void a_row_is_met_by_its_own_ends_only() {
        assertThat(RetryRow.LOST.shows(LOST, Optional.empty())).isTrue();
        assertThat(RetryRow.LOST.shows(CloseStatus.NORMAL, Optional.empty())).isFalse();
        assertThat(RetryRow.CLOSED_PASSING.shows(CloseStatus.NORMAL, Optional.empty())).isTrue();
        assertThat(RetryRow.CLOSED_PASSING.shows(LOST, Optional.empty())).isFalse();
        Optional<Failure> lostEarly = Optional.of(failed(Failure.Reason.CONNECTION_LOST));
        assertThat(RetryRow.CONNECTION_LOST.shows(LOST, lostEarly)).isTrue();
        assertThat(RetryRow.TIME_OUT.shows(LOST, lostEarly)).isFalse();
        assertThat(RetryRow.LOST.shows(LOST, lostEarly)).isFalse();
    }

    @Test
    void an_http_status_that_is_hidden_meets_no_row_of_one() {
        Failure hidden = failed(Failure.Reason.HTTP_STATUS);
        assertThat(RetryRow.HTTP_PASSING.shows(LOST, Optional.of(hidden))).isFalse();
        Failure shown = hidden.withHttpAnswer(503, Map.of());
        assertThat(RetryRow.HTTP_PASSING.shows(LOST, Optional.of(shown))).isTrue();
    }
}
