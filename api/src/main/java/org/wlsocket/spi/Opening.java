// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.spi;

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

    /** Copies the map. */
    public Opening {
        Objects.requireNonNull(subprotocol, "subprotocol");
        headers = Map.copyOf(headers);
    }
}
