// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Headers of an answer, put so that Tyrus understands them: it looks at the first value of each alone, with
 * the white space around it, and would refuse valid answers (RFC 9110 sections 5.6.1 and 7.6.1).
 */
final class AnswerHeaders {

    private static final String CONNECTION = "Connection";
    private static final String UPGRADE = "Upgrade";

    private AnswerHeaders() {}

    static void mend(Map<String, List<String>> headers) {
        headers.replaceAll(AnswerHeaders::mended);
    }

    private static List<String> mended(String name, List<String> values) {
        List<String> mended = values.stream()
                .filter(Objects::nonNull)
                .map(String::strip)
                .collect(Collectors.toCollection(ArrayList::new));
        if (CONNECTION.equalsIgnoreCase(name) && mended.stream().anyMatch(AnswerHeaders::listsUpgrade)) {
            mended.add(0, UPGRADE);
        }
        return mended;
    }

    private static boolean listsUpgrade(String value) {
        return Arrays.stream(value.split(",", -1)).map(String::strip).anyMatch(UPGRADE::equalsIgnoreCase);
    }
}
