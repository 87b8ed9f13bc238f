// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;

/**
 * What one behaviour showed.
 *
 * @param end {@code closed}, {@code deadline} or {@code threw}; {@code differ} when parallel connections are
 *     not alike
 * @param log what the server saw on the wire
 */
record Outcome(ArrayNode events, String end, JsonNode log) {

    private static final ObjectMapper JSON = new ObjectMapper();

    boolean alike(Outcome other) {
        return events.equals(other.events) && end.equals(other.end);
    }

    Outcome withEnd(String changed) {
        return new Outcome(events, changed, log);
    }

    static String toJson(Map<String, Outcome> outcomes) throws IOException {
        ObjectNode root = JSON.createObjectNode();
        ObjectNode results = root.putObject("results");
        outcomes.forEach((path, outcome) -> {
            ObjectNode result = results.putObject(path);
            result.set("events", outcome.events());
            result.put("end", outcome.end());
            result.set("log", outcome.log());
        });
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root);
    }
}
