// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.spi;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The server's answer to the upgrade request.
 *
 * @param subprotocol the sub-protocol that the server chose, empty for none
 * @param headers the headers of the answer, empty where the container hides them
 */
public record Opening(String subprotocol, Map<String, List<String>> headers) {

    /** Copies the headers; a container's own values that are missing are left out. */
    public Opening {
        Objects.requireNonNull(subprotocol, "subprotocol");
        headers = copyOf(headers);
    }

    private static Map<String, List<String>> copyOf(Map<String, List<String>> headers) {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        headers.forEach((name, values) -> {
            if (name != null && values != null) {
                copy.put(name, values.stream().filter(Objects::nonNull).toList());
            }
        });
        return Collections.unmodifiableMap(copy);
    }
}
