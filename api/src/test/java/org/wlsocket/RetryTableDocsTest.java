// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** R4: the table that users read is the one that decides. */
class RetryTableDocsTest {

    private static final String HEAD = "| end | retried | why |";

    private static String row(RetryTable entry) {
        return "| " + entry.end() + " | " + (entry.retried() ? "yes" : "no") + " | " + entry.why() + " |";
    }

    @Test
    void r4_the_page_has_each_row_of_the_table_as_it_is_and_no_other() throws IOException {
        List<String> rows = Arrays.stream(RetryTable.values()).map(RetryTableDocsTest::row).toList();
        assertThat(DocsPage.read("staying-connected.md").rowsUnder(HEAD))
                .as("the rows should be%n%s", String.join("\n", rows))
                .containsExactlyElementsOf(rows);
    }
}
