// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck.reference;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The events of one connection, in the JSON form of the recorded traces. Not safe for several threads. */
final class Recording {

    private static final int LONGEST_RUN = 20;
    private static final int LONGEST_SHOWN = 40;
    private static final int ABNORMAL = 1006;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final List<Seen> seen = new ArrayList<>();

    /** Either a text message, whose JSON is made late, or anything else. */
    private record Seen(@Nullable String text, ObjectNode json) {}

    void opened(String protocol) {
        add(event("open").put("protocol", protocol));
    }

    void text(String text) {
        seen.add(new Seen(text, event("message")));
    }

    void binary(ByteBuffer data) {
        ObjectNode event = event("message").put("kind", "binary").put("len", data.remaining());
        add(event.put("sha", Payload.sha(data)));
    }

    void failed(String cause) {
        add(event("error").put("cause", cause));
    }

    void closed(int code, String reason) {
        add(event("close").put("code", code).put("clean", code != ABNORMAL).put("reason", reason));
    }

    void threw(String call, String name) {
        add(event("throw").put("call", call).put("name", name));
    }

    private void add(ObjectNode json) {
        seen.add(new Seen(null, json));
    }

    /** {@return the events; more than 20 texts in a row become one} */
    ArrayNode events() {
        ArrayNode events = NODES.arrayNode();
        for (int i = 0; i < seen.size(); ) {
            List<String> run = textsFrom(i);
            if (run.size() > LONGEST_RUN) {
                events.add(grouped(run));
            } else if (run.isEmpty()) {
                events.add(seen.get(i).json());
            } else {
                run.forEach(text -> events.add(single(text)));
            }
            i += Math.max(1, run.size());
        }
        return events;
    }

    private List<String> textsFrom(int first) {
        return seen.subList(first, seen.size()).stream()
                .map(Seen::text)
                .takeWhile(text -> text != null)
                .collect(Collectors.toList());
    }

    private static ObjectNode grouped(List<String> texts) {
        return event("messages")
                .put("count", texts.size())
                .put("first", texts.get(0))
                .put("last", texts.get(texts.size() - 1))
                .put("sha", Payload.sha(String.join("\n", texts)));
    }

    private static ObjectNode single(String text) {
        ObjectNode event =
                event("message").put("kind", "text").put("len", text.length()).put("sha", Payload.sha(text));
        return text.length() > LONGEST_SHOWN ? event : event.put("text", text);
    }

    private static ObjectNode event(String kind) {
        return NODES.objectNode().put("t", kind);
    }
}
