// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the server does at one path, and what the client does there.
 *
 * @param url template, null for the usual one
 * @param protocols sub-protocols to offer
 * @param parallel how many connections are opened at once; 0 and 1 mean one
 */
record Behaviour(
        String path,
        @Nullable String url,
        List<String> protocols,
        List<Step> steps,
        int deadlineMs,
        int settleMs,
        boolean slow,
        int parallel) {

    static Behaviour of(JsonNode node) {
        List<String> protocols = new ArrayList<>();
        node.path("protocols").forEach(name -> protocols.add(name.asText()));
        List<Step> steps = new ArrayList<>();
        node.path("client").forEach(step -> steps.add(Step.of(step)));
        return new Behaviour(
                node.path("path").asText(),
                node.hasNonNull("url") ? node.path("url").asText() : null,
                List.copyOf(protocols),
                List.copyOf(steps),
                node.path("deadline_ms").asInt(),
                node.path("settle_ms").asInt(),
                node.path("slow").asBoolean(),
                Math.max(1, node.path("parallel").asInt(1)));
    }
}
