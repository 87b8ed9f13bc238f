// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A page of the user guide, as its readers get it. */
record DocsPage(String name, List<String> lines) {

    static DocsPage read(String name) throws IOException {
        return new DocsPage(name, Files.readAllLines(Path.of("..", "docs", name)));
    }

    /** {@return the rows of the one table with this head} */
    List<String> rowsUnder(String head) {
        int at = lines.indexOf(head);
        if (at < 0 || at != lines.lastIndexOf(head)) {
            throw new AssertionError("expected one table \"" + head + "\" on " + name);
        }
        return lines.stream().skip(at + 2).takeWhile(line -> line.startsWith("|")).toList();
    }

    /** {@return the first column of the one table with this head, without quotes} */
    List<String> firstColumnUnder(String head) {
        return rowsUnder(head).stream()
                .map(row -> row.split("\\|")[1].strip().replace("`", ""))
                .toList();
    }
}
