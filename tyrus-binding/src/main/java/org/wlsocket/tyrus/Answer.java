// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The server's answer to the upgrade request.
 *
 * @param status the HTTP status, 0 where the container does not show it
 * @param headers names in any case
 */
record Answer(int status, Map<String, List<String>> headers) {

    static final int SWITCHING_PROTOCOLS = 101;

    /**
     * Copies what the container may change or hold in a form of its own, and leaves out what is null in it.
     */
    static Answer of(int status, @Nullable Map<String, List<String>> headers) {
        Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        if (headers != null) {
            headers.forEach((name, values) -> {
                if (name != null && values != null) {
                    copy.computeIfAbsent(name, n -> new ArrayList<>()).addAll(values);
                }
            });
        }
        return new Answer(status, copy);
    }
}
