// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One thing that the client does: at the {@code nth} event of a kind, or some time after the connect.
 *
 * @param on {@code construct}, {@code open}, {@code message}, {@code error} or {@code close}; empty for a
 *     timed step
 * @param sends whether it sends the texts; else it closes
 * @param reason of a close, null for none
 */
record Step(
        String on,
        int nth,
        int afterMs,
        boolean sends,
        List<String> texts,
        OptionalInt code,
        @Nullable String reason) {

    static final String CONSTRUCT = "construct";

    static Step of(JsonNode node) {
        boolean sends = node.path("do").asText().equals("send");
        return new Step(
                node.path("on").asText(),
                node.path("nth").asInt(1),
                node.path("after_ms").asInt(),
                sends,
                sends ? textsOf(node) : List.of(),
                node.has("code") ? OptionalInt.of(node.path("code").asInt()) : OptionalInt.empty(),
                node.has("reason") ? node.path("reason").asText() : null);
    }

    boolean timed() {
        return on.isEmpty();
    }

    boolean isDue(String what, int count) {
        return on.equals(what) && nth == count;
    }

    private static List<String> textsOf(JsonNode node) {
        JsonNode gen = node.path("gen");
        String text = gen.isMissingNode()
                ? node.path("text").asText()
                : Payload.generate(gen.path(0).asText(), gen.path(1).asInt());
        boolean numbered = node.path("numbered").asBoolean();
        return IntStream.range(0, node.path("times").asInt(1))
                .mapToObj(i -> numbered ? text + i : text)
                .toList();
    }
}
