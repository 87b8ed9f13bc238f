// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import java.util.function.BiConsumer;

/**
 * A setting of a socket, {@code wlsocket.<name>.<key>} and, where it makes sense for all sockets,
 * {@code wlsocket.defaults.<key>}.
 *
 * @param key the last part
 * @param forAll whether it can be set for all sockets
 * @param preset the value of a socket for which nothing is said, as the documentation shows it
 * @param says what the documentation says of it
 */
record Key<T>(
        String key,
        ValueType<T> type,
        boolean forAll,
        String preset,
        String says,
        BiConsumer<SocketDraft, T> setter) {

    static final String ROOT = "wlsocket.";

    /** Sets what the text says. */
    void apply(SocketDraft draft, String text) {
        setter.accept(draft, type.read(text));
    }
}
