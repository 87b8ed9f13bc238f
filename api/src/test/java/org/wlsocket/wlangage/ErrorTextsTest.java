// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.wlangage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.wlsocket.Delivery;
import org.wlsocket.Failure;
import org.wlsocket.NamedSocketException;

/** Whatever can be refused or fail has a text with a stable code in both languages. */
class ErrorTextsTest {

    private final Properties english = load("Errors.properties");
    private final Properties french = load("Errors_fr.properties");

    private static Properties load(String file) {
        InputStream bytes = Objects.requireNonNull(Problem.class.getResourceAsStream(file), file);
        try (Reader in = new InputStreamReader(bytes, StandardCharsets.UTF_8)) {
            Properties texts = new Properties();
            texts.load(in);
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> rowsThatAreNeeded() {
        List<String> rows = new ArrayList<>();
        for (Class<?> kind : NamedSocketException.class.getPermittedSubclasses()) {
            rows.add(Problem.rowOf(kind.asSubclass(NamedSocketException.class)));
        }
        Arrays.stream(Delivery.Refusal.values()).map(Problem::of).map(Problem::row).forEach(rows::add);
        for (Failure.Reason reason : Failure.Reason.values()) {
            rows.add(Problem.of(Failure.of(Failure.Phase.OPEN, reason, "")).row());
        }
        for (Failure.Phase phase : Failure.Phase.values()) {
            rows.add(Problem.of(Failure.of(phase, Failure.Reason.OTHER, "")).phase());
        }
        Stream.of(Problem.unknownSocket(""), Problem.sslOption(1), Problem.server(""))
                .map(Problem::row)
                .forEach(rows::add);
        return new TreeSet<>(rows);
    }

    private static boolean hasCode(String row) {
        return !row.startsWith("phase.");
    }

    private static String code(Properties texts, String row) {
        return texts.getProperty(row).split(" : ", 2)[0];
    }

    @Test
    void every_kind_of_exception_refusal_failure_and_phase_has_a_row_in_both_languages_and_no_row_is_idle() {
        assertThat(new TreeSet<>(english.stringPropertyNames())).isEqualTo(rowsThatAreNeeded());
        assertThat(new TreeSet<>(french.stringPropertyNames())).isEqualTo(rowsThatAreNeeded());
    }

    @Test
    void a_code_is_the_same_in_both_languages() {
        assertThat(rowsThatAreNeeded())
                .filteredOn(ErrorTextsTest::hasCode)
                .allSatisfy(row -> assertThat(code(french, row))
                        .matches("\\d{4}")
                        .isEqualTo(code(english, row)));
    }

    @Test
    void a_code_belongs_to_one_error() {
        assertThat(rowsThatAreNeeded())
                .filteredOn(ErrorTextsTest::hasCode)
                .extracting(row -> code(english, row))
                .doesNotHaveDuplicates();
    }

    @Test
    void texts_are_not_the_same_in_both_languages() {
        assertThat(rowsThatAreNeeded())
                .noneMatch(row -> french.getProperty(row).equals(english.getProperty(row)));
    }

    @Test
    void a_text_is_code_sentence_phase_and_particulars() {
        Problem failed = Problem.of(Failure.of(Failure.Phase.WRITE, Failure.Reason.TIMED_OUT, "10 s"));

        assertThat(Language.ENGLISH.textOf(failed))
                .isEqualTo("1303 : a time limit has passed (while a message was being written) [10 s]");
        assertThat(Language.FRENCH.textOf(failed))
                .isEqualTo("1303 : un délai est dépassé (pendant l'écriture d'un message) [10 s]");
    }
}
