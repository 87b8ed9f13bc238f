// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import java.util.Objects;

/**
 * Lets answers have more than Grizzly's 8 KiB of headers, for which there is no setting: browsers take far
 * more.
 */
final class GrizzlyHeaders {

    private GrizzlyHeaders() {}

    static void widen(Object connection) throws ReflectiveOperationException {
        Object chain = Objects.requireNonNull(Reflect.call(connection, "getProcessor"));
        for (Object filter : (Iterable<?>) chain) {
            if (Reflect.find(filter, "maxHeadersSize") != null) {
                Reflect.set(filter, "maxHeadersSize", Tuner.MOST_HEADER_BYTES);
            }
        }
    }
}
