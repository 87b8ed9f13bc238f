// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What browsers showed for each path. */
record Traces(Map<String, Trace> byPath) {

    /**
     * What they showed for one path.
     *
     * @param agreed whether all browsers showed the same
     * @param accepted at the contract's level, the first browser's first; the others' where they are known
     */
    record Trace(String group, boolean stable, boolean agreed, List<String> accepted) {}

    static Traces read(Path file) throws IOException {
        return of(new ObjectMapper().readTree(file.toFile()));
    }

    static Traces of(JsonNode root) {
        Map<String, Trace> byPath = new LinkedHashMap<>();
        root.path("traces")
                .properties()
                .forEach(entry -> byPath.put(entry.getKey(), traceOf(entry.getValue())));
        return new Traces(byPath);
    }

    /** {@return the traces that always came the same; when strong, only those that all browsers agree on} */
    Map<String, Trace> comparable(boolean strong) {
        Map<String, Trace> comparable = new LinkedHashMap<>(byPath);
        comparable.values().removeIf(trace -> !trace.stable() || strong && !trace.agreed());
        return comparable;
    }

    private static Trace traceOf(JsonNode node) {
        List<String> accepted = new ArrayList<>();
        accepted.add(Compact.of(node.path("events"), node.path("end").asText()));
        boolean agreed = node.path("agreed").asBoolean();
        if (!agreed) {
            node.path("other").path("variants").forEach(variant -> accepted.add(Compact.ofCompact(variant)));
        }
        return new Trace(node.path("group").asText(), node.path("stable").asBoolean(), agreed, accepted);
    }
}
