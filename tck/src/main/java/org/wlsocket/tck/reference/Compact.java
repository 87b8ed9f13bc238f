// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Events as one line, of which two are equal exactly when the contract calls the events the same: order, text
 * or length and digest of messages, close code; not the reason, the sub-protocol and what calls threw after
 * the construction. Example: {@code open, msg "one", error, close 1006}.
 */
final class Compact {

    private static final String SEPARATOR = ", ";

    private Compact() {}

    static String of(JsonNode events, String end) {
        List<String> words = new ArrayList<>();
        for (JsonNode event : events) {
            String word = wordOf(event);
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        if (!end.equals("closed") && !end.equals("threw")) {
            words.add("end " + end);
        }
        return String.join(SEPARATOR, words);
    }

    /** {@return the same of a list of words as the traces hold them, which tell more} */
    static String ofCompact(JsonNode words) {
        List<String> reduced = new ArrayList<>();
        for (JsonNode word : words) {
            String shorter = reduced(word.asText());
            if (!shorter.isEmpty()) {
                reduced.add(shorter);
            }
        }
        return String.join(SEPARATOR, reduced);
    }

    private static String wordOf(JsonNode event) {
        String kind = event.path("t").asText();
        return switch (kind) {
            case "message" -> "msg " + messageOf(event);
            case "messages" -> "msg x" + event.path("count").asInt() + ":" + sha(event);
            case "close" -> "close " + event.path("code").asInt();
            case "throw" -> thrownIn(event.path("call").asText());
            default -> kind;
        };
    }

    private static String messageOf(JsonNode event) {
        return event.has("text")
                ? quoted(event.path("text").asText())
                : event.path("kind").asText() + ":" + event.path("len").asLong() + ":" + sha(event);
    }

    private static String sha(JsonNode event) {
        return event.path("sha").asText();
    }

    private static String thrownIn(String call) {
        return call.equals("construct") ? "throw construct" : "";
    }

    private static String reduced(String word) {
        if (word.startsWith("throw ")) {
            return thrownIn(word.substring("throw ".length()).replaceFirst(":.*", ""));
        }
        if (word.startsWith("msg x")) {
            return word.replaceFirst("(?s)^(msg x\\d+) .*(:\\w+)$", "$1$2");
        }
        return word.startsWith("msg ") ? word : word.replaceFirst("(?s)^(close \\d+|[a-z]+).*", "$1");
    }

    /** As JSON in ASCII. */
    private static String quoted(String text) {
        return text.chars().mapToObj(c -> escaped((char) c)).collect(Collectors.joining("", "\"", "\""));
    }

    private static String escaped(char c) {
        return switch (c) {
            case '"', '\\' -> "\\" + c;
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> isPlain(c) ? String.valueOf(c) : String.format(Locale.ROOT, "\\u%04x", (int) c);
        };
    }

    private static boolean isPlain(char c) {
        return c >= ' ' && c <= 0x7f;
    }
}
